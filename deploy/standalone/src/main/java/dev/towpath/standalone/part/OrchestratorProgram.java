package dev.towpath.standalone.part;

import dev.towpath.servers.Ports;
import dev.towpath.standalone.process.Job;
import dev.towpath.standalone.process.Program;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One orchestrator; its store and the fixed topics are made by {@link #migration} before it starts. */
public record OrchestratorProgram(String name, Path jar, int port, String kafka, StoreLogin store) implements Program {
    @Override
    public List<String> prepare() {
        return JavaCommand.ofJar(jar);
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(store.environment());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
        environment.put("QUARKUS_HTTP_HOST", Ports.HOST);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return environment;
    }

    @Override
    public boolean ready(long pid) {
        return Http.answersOk(Http.local(port, "/q/health/ready"));
    }

    /** Brings store and topics to this version. */
    public Job migration() {
        return new Job("orchestrator-migrate", JavaCommand.ofJar(jar, "migrate"), environment());
    }
}
