package dev.towpath.standalone.part;

import dev.towpath.servers.Ports;
import dev.towpath.standalone.process.Job;
import dev.towpath.standalone.process.Program;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One agent; its ledger is made by {@link #migration} before it starts. Its port for health and metrics is a free one. */
public record AgentProgram(String name, Path jar, String kafka, WatchedDatabase database) implements Program {
    @Override
    public List<String> prepare() {
        return JavaCommand.ofJar(jar);
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
        environment.put("QUARKUS_HTTP_HOST", Ports.HOST);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(Ports.free()));
        return environment;
    }

    /** Its announcement is what counts; that is seen at the orchestrator. */
    @Override
    public boolean ready(long pid) {
        return true;
    }

    /** Brings the ledger of this database to this version. */
    public Job migration() {
        return new Job(name + "-migrate", JavaCommand.ofJar(jar, "migrate"), environment());
    }
}
