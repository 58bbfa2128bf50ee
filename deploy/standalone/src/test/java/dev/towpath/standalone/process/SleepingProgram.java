package dev.towpath.standalone.process;

import java.util.List;
import java.util.Map;

/** A program that does nothing for a long time. */
record SleepingProgram(String name, List<String> command) implements Program {
    static SleepingProgram patient(String name) {
        return new SleepingProgram(name, List.of("sleep", "600"));
    }

    /** Ignores being asked to end. */
    static SleepingProgram stubborn(String name) {
        return new SleepingProgram(name, List.of("bash", "-c", "trap '' TERM; while :; do sleep 1; done"));
    }

    static SleepingProgram broken(String name) {
        return new SleepingProgram(name, List.of("bash", "-c", "echo no luck today; exit 3"));
    }

    @Override
    public List<String> prepare() {
        return command;
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public boolean ready(long pid) {
        return command.getFirst().equals("sleep") || command.getLast().startsWith("trap");
    }
}
