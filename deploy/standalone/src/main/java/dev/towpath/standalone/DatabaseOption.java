package dev.towpath.standalone;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.standalone.part.WatchedDatabase;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Reads {@code --database ID=postgresql://user:password@host:port/name}; the user is the agent's role on that server. */
final class DatabaseOption {
    static final String OPTION = "--database";
    private static final int DEFAULT_PORT = 5432;
    private static final String FORM = "give ID=postgresql://user:password@host:port/name";

    private DatabaseOption() {}

    static WatchedDatabase parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new Refused(OPTION, FORM);
        }
        URI uri = uri(text.substring(equals + 1));
        String[] login = login(uri);
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new WatchedDatabase(
                id(text.substring(0, equals)),
                "postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query,
                login[0],
                login[1]);
    }

    private static DatabaseId id(String text) {
        try {
            return new DatabaseId(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(OPTION, text + ": " + e.getMessage());
        }
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            boolean postgresql = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
            if (!postgresql) {
                throw Refused.notSupportedYet(OPTION, "only postgresql:// is built");
            }
            if (uri.getHost() == null || uri.getRawPath().length() < 2) {
                throw new Refused(OPTION, FORM);
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new Refused(OPTION, FORM); // the cause would show the password
        }
    }

    private static String[] login(URI uri) {
        String raw = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = raw.indexOf(':');
        if (colon < 1) {
            throw new Refused(OPTION, FORM);
        }
        return new String[] {decoded(raw.substring(0, colon)), decoded(raw.substring(colon + 1))};
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
