package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateReached;
import dev.towpath.contracts.event.RolloutEvent.GateSkipped;
import dev.towpath.contracts.event.RolloutEvent.RejectionWithdrawn;
import dev.towpath.contracts.event.RolloutEvent.RolloutSubmitted;
import dev.towpath.contracts.event.RolloutEvent.StageApproved;
import dev.towpath.contracts.event.RolloutEvent.StageRejected;
import dev.towpath.orchestrator.rollout.stage.ActorName;
import dev.towpath.orchestrator.rollout.stage.Frozen;
import dev.towpath.orchestrator.rollout.state.Freezes;
import java.util.ArrayList;
import java.util.List;

/**
 * What people said at the gate, heard by rules of its own: no gate opens against a rejection, with fewer approvals than it
 * needs or during a freeze unless somebody skipped it, or skipped by the author; and who skipped it stands in what it opened on.
 */
final class Voices {
    private final List<String> rejecting = new ArrayList<>();
    private final List<String> approving = new ArrayList<>();
    private final List<String> skipping = new ArrayList<>();
    private String author = "";
    private int needed;

    /** One decision: what it recorded, and the freezes of the database as they were then. */
    void holdAfter(List<Journey.Line> lines, Freezes freezes) {
        for (Journey.Line line : lines) {
            holdAfter(line);
            if (line.event() instanceof GateOpened && skipping.isEmpty()) {
                assertThat(Frozen.on(freezes.notLifted(), line.time())).isEmpty();
            }
        }
    }

    private void holdAfter(Journey.Line line) {
        String actor = line.actor();
        switch (line.event()) {
            case RolloutSubmitted submitted -> author = actor;
            case GateReached reached -> {
                List.of(rejecting, approving, skipping).forEach(List::clear);
                needed = reached.approvalsRequired();
            }
            case StageApproved approved -> approving.add(actor);
            case StageRejected rejected -> {
                rejecting.add(actor);
                forget(approving, actor);
            }
            case RejectionWithdrawn withdrawn -> forget(rejecting, actor);
            case RolloutEvent.ApprovalWithdrawn withdrawn -> forget(approving, actor);
            case RolloutEvent.ApprovalExpired expired -> forget(approving, expired.approvedBy());
            case GateSkipped skipped -> {
                assertThat(ActorName.same(actor, author)).isFalse();
                assertThat(skipped.unmet()).isNotEmpty();
                skipping.add(actor);
            }
            case GateOpened opened -> thenTheyBearIt(opened);
            case RolloutEvent other -> {}
        }
    }

    private void thenTheyBearIt(GateOpened opened) {
        assertThat(rejecting).isEmpty();
        if (approving.size() < needed) {
            assertThat(skipping).isNotEmpty();
            assertThat(opened.evidence())
                    .anyMatch(sentence -> sentence.startsWith("Skipped by " + skipping.getFirst()));
        }
    }

    private static void forget(List<String> voices, String actor) {
        voices.removeIf(voice -> ActorName.same(voice, actor));
    }
}
