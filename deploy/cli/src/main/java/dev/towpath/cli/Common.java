package dev.towpath.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.cli.server.Answer;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.server.Server;
import dev.towpath.cli.text.Terminal;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.RolloutId;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that every command has, and what follows from them. */
final class Common {
    @Option(
            names = "--api",
            paramLabel = "URL",
            defaultValue = "${env:TOWPATH_API:-http://127.0.0.1:8080}",
            description = "the server; default $$TOWPATH_API, else http://127.0.0.1:8080")
    private URI api = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            defaultValue = "${env:USER:-${sys:user.name}}",
            description = "who asks; default $$USER")
    private String actor = "";

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "why; stands in the history")
    private String reason = "";

    @Option(
            names = "--command-id",
            paramLabel = "ID",
            description = "identity of the command: sent again, it gets the same reply and changes nothing")
    private @Nullable String commandId;

    @Option(
            names = "--traceparent",
            paramLabel = "CONTEXT",
            defaultValue = "${env:TRACEPARENT:-}",
            description = "W3C trace context that the command belongs to; default $$TRACEPARENT")
    private String traceparent = "";

    @Option(names = "--json", description = "print the body of the server's answer")
    private boolean json;

    @Mixin
    private Screen screen = new Screen();

    Server server() {
        if (api.getHost() == null || api.getScheme() == null || !api.getScheme().matches("https?")) {
            throw new CallEnded(ExitCode.USAGE, "--api must be a URL such as http://127.0.0.1:8080, but is " + api);
        }
        return new Server(api);
    }

    /** GET of a document; prints the body and ends the call on {@code --json}. */
    Answer get(String path) {
        return shown(server().get(path));
    }

    /** A command about one rollout. */
    Answer act(String rolloutId, String action, ObjectNode data) {
        return post(rolloutPath(rolloutId) + "/" + action, data);
    }

    /** A command about one database that needs no more than its id: sends it and says the reply. */
    int tellDatabase(String database, String action) {
        say(ReplyText.of(actOn(database, action, noData()).document()));
        return ExitCode.DONE;
    }

    /** POST of a command's data with actor and reason. */
    private Answer post(String path, ObjectNode data) {
        data.put("actor", actor).put("reason", reason);
        return shown(
                server().post(path, "application/json", data.toString().getBytes(StandardCharsets.UTF_8), identity()));
    }

    /** An order that says no more than who gives it and why. */
    Answer order(String path) {
        return post(path, noData());
    }

    /** A command about one database. */
    Answer actOn(String database, String action, ObjectNode data) {
        return post(databasePath(database) + "/" + action, data);
    }

    /** A command that needs no more than the rollout: sends it and says the reply. */
    int tell(String rolloutId, String action) {
        say(ReplyText.of(act(rolloutId, action, noData()).document()));
        return ExitCode.DONE;
    }

    /** Asks for an anchor, now. */
    Answer anchor() {
        return shown(server().post("/api/audit/anchors", "application/json", new byte[0], Map.of()));
    }

    /** A rollout file to {@code path}; the headers say who and why. */
    Answer send(String path, RolloutSource file) {
        Map<String, String> headers = identity();
        headers.put("X-Towpath-Actor", actor);
        headers.put("X-Towpath-Reason", reason);
        return server().post(path, file.contentType(), file.content(), headers);
    }

    /** On {@code --json}, whatever the server said goes to stdout as it is. */
    Answer shown(Answer answer) {
        if (json) {
            out().println(answer.body());
        }
        return answer;
    }

    boolean hasReason() {
        return !reason.isBlank();
    }

    boolean wantsText() {
        return !json;
    }

    /** Prints text for people, unless JSON was asked for. */
    void say(String text) {
        if (!json) {
            out().println(Terminal.safe(text));
        }
    }

    PrintWriter out() {
        return screen.out();
    }

    private Map<String, String> identity() {
        Map<String, String> headers = new HashMap<>();
        if (commandId != null) {
            headers.put("Idempotency-Key", commandId);
        }
        if (!traceparent.isEmpty()) {
            headers.put("traceparent", traceparent);
        }
        return headers;
    }

    static String rolloutPath(String rolloutId) {
        try {
            return "/api/rollouts/" + RolloutId.parse(rolloutId);
        } catch (IllegalArgumentException e) {
            throw new CallEnded(ExitCode.USAGE, "'" + rolloutId + "': " + e.getMessage());
        }
    }

    static String databasePath(String database) {
        try {
            return "/api/databases/" + new DatabaseId(database);
        } catch (IllegalArgumentException e) {
            throw new CallEnded(ExitCode.USAGE, "'" + database + "': " + e.getMessage());
        }
    }

    static ObjectNode noData() {
        return JsonNodeFactory.instance.objectNode();
    }
}
