package dev.towpath.standalone;

import dev.towpath.servers.Ports;
import dev.towpath.standalone.part.AgentProgram;
import dev.towpath.standalone.part.Http;
import dev.towpath.standalone.part.Jars;
import dev.towpath.standalone.part.KafkaProgram;
import dev.towpath.standalone.part.OrchestratorProgram;
import dev.towpath.standalone.part.StoreServer;
import dev.towpath.standalone.part.WatchedDatabase;
import dev.towpath.standalone.process.Job;
import dev.towpath.standalone.process.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Orchestrators and agents, each on its way to its servers. */
record Applications(List<OrchestratorProgram> orchestrators, List<AgentProgram> agents) {
    static Applications of(
            Settings settings, Jars jars, KafkaProgram kafka, StoreServer store, List<WatchedDatabase> databases) {
        return new Applications(
                IntStream.rangeClosed(1, settings.orchestrators())
                        .mapToObj(n -> orchestrator(n, settings, jars, kafka, store))
                        .toList(),
                databases.stream()
                        .flatMap(database -> agents(settings, jars, kafka, database))
                        .toList());
    }

    /** REST for people is the first one's; the others need a port only for their health and metrics. */
    private static OrchestratorProgram orchestrator(
            int number, Settings settings, Jars jars, KafkaProgram kafka, StoreServer store) {
        return new OrchestratorProgram(
                "orchestrator-" + number,
                jars.orchestrator(),
                number == 1 ? settings.endpoints().api() : Ports.free(),
                kafka.bootstrap(),
                store.login(settings.detours().store(number, store.port())));
    }

    /** The agents of our own target are {@code agent-1}, {@code agent-2}; those of other databases carry their id. */
    private static Stream<AgentProgram> agents(
            Settings settings, Jars jars, KafkaProgram kafka, WatchedDatabase database) {
        boolean own = !settings.databases().contains(database);
        String prefix = own ? "agent-" : "agent-" + database.id() + "-";
        int port = settings.endpoints().target();
        return IntStream.rangeClosed(1, settings.agents())
                .mapToObj(n -> new AgentProgram(
                        prefix + n,
                        jars.agent(),
                        kafka.bootstrap(),
                        own ? database.through(settings.detours().target(n, port)) : database));
    }

    /** Says how many there are, and where orchestrators answer that were given no port. */
    void tell(Consumer<String> news) {
        orchestrators.stream()
                .skip(1)
                .forEach(one -> news.accept(one.name() + " will answer on " + Http.local(one.port(), "")));
        news.accept("starting " + counted(orchestrators.size(), "orchestrator") + " and "
                + counted(agents.size(), "agent"));
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** The store's, and one for each database. */
    List<Job> migrations() {
        List<Job> jobs = new ArrayList<>();
        jobs.add(orchestrators.getFirst().migration());
        Set<Object> seen = new HashSet<>();
        agents.stream()
                .filter(agent -> seen.add(agent.database().id()))
                .map(AgentProgram::migration)
                .forEach(jobs::add);
        return jobs;
    }

    List<Program> programs() {
        List<Program> programs = new ArrayList<>(agents);
        programs.addAll(orchestrators);
        return programs;
    }
}
