package dev.towpath.orchestrator.kafka;

import dev.towpath.contracts.letter.DeadReason;

/** How often one message was tried, and what its first and its last attempt ended with. For one message at a time. */
final class Attempts {
    private final int most;
    private int failed;
    private String first = "";
    private String last = "";

    Attempts(int most) {
        this.most = most;
    }

    void failed(Throwable failure) {
        last = Blame.name(failure);
        first = failed == 0 ? last : first;
        failed++;
    }

    /** How often it may be tried again after the first time. */
    int again() {
        return most - 1;
    }

    DeadReason reason() {
        return DeadReason.handlerFailed(Intake.NAME, failed, first, last);
    }
}
