package dev.towpath.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** Runs commands against a server that answers by a script, and keeps what they print. */
final class Shell implements AutoCloseable {
    private final ScriptedServer server = new ScriptedServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> verb;

    /** @param verb what every line begins with */
    Shell(String... verb) {
        this.verb = List.of(verb);
    }

    ScriptedServer server() {
        return server;
    }

    /** Runs one line on the server, unless it names another one; returns the exit code. */
    int run(String... args) {
        List<String> all = new ArrayList<>(verb);
        all.addAll(List.of(args));
        if (!all.contains("--api")) {
            all.addAll(List.of("--api", server.url()));
        }
        return Towpath.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    /** What was printed so far. */
    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** Forgets what was printed so far. */
    void clear() {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
    }

    @Override
    public void close() {
        server.close();
    }
}
