package dev.towpath.bench.orchestrator;

/**
 * How much is done.
 *
 * @param rounds of each comparison; one more comes first and is not counted
 * @param databases that rollouts are spread over
 * @param rollouts of the smaller load; the greater one has ten times as many
 * @param events that the history has at least when the orchestrator is started with it
 * @param instances of services, in the greater of two numbers
 * @param warmingSeconds before it is measured what an idle orchestrator costs: a new one compiles for two minutes
 */
record Size(int rounds, int databases, int rollouts, int events, int instances, int warmingSeconds) {
    static final Size FULL = new Size(5, 100, 1_000, 100_000, 5_000, 120);
    static final Size SHORT = new Size(3, 100, 200, 0, 1_000, 20);

    int appends() {
        return 5 * rollouts;
    }

    int echoes() {
        return Math.max(20, rollouts / 10);
    }
}
