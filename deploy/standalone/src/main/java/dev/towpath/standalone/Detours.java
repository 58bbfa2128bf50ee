package dev.towpath.standalone;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/**
 * Ports of proxies that stand between our servers and whoever uses them, so that connections can be cut or fall silent.
 * People and the shop go to the servers themselves; Kafka sends everybody through its proxy.
 */
final class Detours {
    private static final String STORE = "--store-proxy";
    private static final String TARGET = "--target-proxy";
    private static final String KAFKA = "--kafka-proxy";

    @Option(
            names = STORE,
            paramLabel = "PORT",
            split = ",",
            description = "Where orchestrators reach the store: through a proxy of yours, or one for each of them.")
    private List<Integer> store = List.of();

    @Option(
            names = TARGET,
            paramLabel = "PORT",
            split = ",",
            description = "Where agents reach the target: through a proxy of yours, or one for each of them.")
    private List<Integer> target = List.of();

    @Option(
            names = KAFKA,
            paramLabel = "PORT",
            split = ",",
            description = "Where everybody reaches Kafka: through a proxy of yours.")
    private List<Integer> kafka = List.of();

    /** Throws {@link Refused}, naming the option, if a port can't be one, or their number fits nobody. */
    void check(int orchestrators, int agents) {
        check(STORE, store, orchestrators);
        check(TARGET, target, agents);
        check(KAFKA, kafka, 1);
    }

    private static void check(String option, List<Integer> ports, int users) {
        ports.stream().filter(port -> port < 1 || port > 65535).forEach(port -> {
            throw new Refused(option, port + " is no port: give 1 to 65535");
        });
        if (!Stream.of(0, 1, users).toList().contains(ports.size())) {
            throw new Refused(option, "give one port" + (users == 1 ? "" : ", or " + users + ": one for each"));
        }
    }

    /** @param direct the server's own port */
    int kafka(int direct) {
        return of(kafka, 1, direct);
    }

    /**
     * @param number of the orchestrator, from 1
     * @param direct the server's own port
     */
    int store(int number, int direct) {
        return of(store, number, direct);
    }

    /**
     * @param number of the agent, from 1
     * @param direct the server's own port
     */
    int target(int number, int direct) {
        return of(target, number, direct);
    }

    private static int of(List<Integer> proxies, int number, int direct) {
        return proxies.isEmpty() ? direct : proxies.get((number - 1) % proxies.size());
    }
}
