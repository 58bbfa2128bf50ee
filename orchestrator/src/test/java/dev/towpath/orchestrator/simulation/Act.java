package dev.towpath.orchestrator.simulation;

import java.util.Random;

/**
 * Something that a person does, by Kafka or by REST, and sends again: as often as asked for, and until there is a reply.
 *
 * @param cargo which rollout
 * @param who of several people
 * @param at milliseconds after the start
 * @param copies how often it is sent in all
 */
record Act(Kind kind, int cargo, int who, int at, int copies, boolean rest) {
    /** What is done; the gate is the one that the rollout waits at. */
    enum Kind {
        SUBMIT,
        APPROVE,
        REJECT,
        WITHDRAW,
        SKIP,
        PAUSE,
        RESUME,
        RETRY,
        RESOLVE,
        NOTE,
        TUNE,
        ROLL_BACK,
        ABORT,
        PAUSE_DATABASE,
        RESUME_DATABASE
    }

    /** The sixth part of a minute; a rollout without waits takes a few seconds. */
    private static final int SPAN = 10_000;

    static Act random(Random random, int cargoes) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        return new Act(
                kind,
                random.nextInt(cargoes),
                random.nextInt(4),
                random.nextInt(SPAN),
                1 + random.nextInt(2),
                random.nextBoolean());
    }

    static Act submit(Random random, int cargo) {
        return new Act(Kind.SUBMIT, cargo, 0, random.nextInt(1_000), 1 + random.nextInt(2), random.nextBoolean());
    }

    String code() {
        return "new Act(Kind.%s, %d, %d, %d, %d, %b)".formatted(kind, cargo, who, at, copies, rest);
    }
}
