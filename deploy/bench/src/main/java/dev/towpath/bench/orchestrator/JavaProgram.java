package dev.towpath.bench.orchestrator;

import dev.towpath.standalone.part.JavaCommand;
import dev.towpath.standalone.process.Program;
import java.util.List;
import java.util.Map;

/**
 * A program of the bench as a process of its own, with the JVM flags that the orchestrator has there; it gets the brokers
 * and the store's address.
 */
record JavaProgram(String name, Class<?> main, Machine machine) implements Program {
    @Override
    public List<String> prepare() {
        return JavaCommand.ofClass(
                List.of("-Xmx256m", "-XX:+UseSerialGC"), main.getName(), machine.bootstrap(), machine.jdbcUrl());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    /** Its own first record says that it listens. */
    @Override
    public boolean ready(long pid) {
        return true;
    }
}
