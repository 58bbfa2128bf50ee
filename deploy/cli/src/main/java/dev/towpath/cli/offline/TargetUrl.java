package dev.towpath.cli.offline;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A database as PostgreSQL's own tools name it: {@code postgresql://user:password@host:port/database}. The password never
 * gets into a message.
 *
 * @param place {@code host:port/database}, for people
 */
public record TargetUrl(String jdbc, Properties login, String place) {
    /** {@code option} is named where the text is malformed. */
    public static TargetUrl parse(String option, String text) {
        try {
            URI uri = new URI(text);
            boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
            if (!known
                    || uri.getHost() == null
                    || uri.getPath() == null
                    || uri.getPath().length() < 2) {
                throw malformed(option);
            }
            String place = uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort()) + uri.getRawPath();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return new TargetUrl("jdbc:postgresql://" + place + query, login(uri.getRawUserInfo()), place);
        } catch (URISyntaxException e) {
            throw malformed(option);
        }
    }

    private static Properties login(@Nullable String userInfo) {
        Properties login = new Properties();
        if (userInfo != null) {
            int colon = userInfo.indexOf(':');
            login.setProperty("user", decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)));
            if (colon >= 0) {
                login.setProperty("password", decoded(userInfo.substring(colon + 1)));
            }
        }
        return login;
    }

    /** Percent-escapes only: in user information a plus is a plus. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static CallEnded malformed(String option) {
        return new CallEnded(
                ExitCode.USAGE,
                option + " must be like postgresql://user:password@host:5432/database (escapes as in URLs)");
    }
}
