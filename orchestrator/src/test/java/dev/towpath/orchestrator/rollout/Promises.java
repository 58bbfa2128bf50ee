package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Phase;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.EvidenceExpired;
import dev.towpath.contracts.event.RolloutEvent.PhaseAcknowledged;
import dev.towpath.contracts.event.RolloutEvent.PhaseChanged;
import dev.towpath.contracts.event.RolloutEvent.RolloutRolledBack;
import dev.towpath.contracts.event.RolloutEvent.ServicesConfirmed;
import dev.towpath.contracts.event.RolloutEvent.StageCompleted;
import dev.towpath.contracts.event.RolloutEvent.StageEntered;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepFailed;
import dev.towpath.contracts.event.RolloutEvent.StepInDoubt;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.UndoStep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must hold of every history, whatever the services do and whenever somebody rolls back: followed event by event,
 * by rules of its own and not by those of the core.
 */
final class Promises {
    private static final Map<Stage, Phase> FURTHEST_WHILE_UNDONE = Map.of(
            Stage.EXPAND, Phase.OLD,
            Stage.DUAL_WRITE, Phase.OLD,
            Stage.BACKFILL, Phase.DUAL_WRITE,
            Stage.CUTOVER, Phase.DUAL_WRITE,
            Stage.CONTRACT, Phase.NEW_ONLY);

    private final Plan plan;
    private final boolean followed;
    private final Set<Stage> entered = new HashSet<>();
    private final Set<Stage> completed = new HashSet<>();
    private final Set<StepId> touched = new HashSet<>();
    private final List<StepId> done = new ArrayList<>();
    private Phase phase = Phase.OLD;
    private boolean told;
    private boolean acknowledged = true;
    private boolean back;
    private boolean returning;
    /** Something that is newer may be learned of when what is older is being taken back. */
    private boolean learned;

    Promises(Plan plan, boolean followed) {
        this.plan = plan;
        this.followed = followed;
    }

    /** One decision: what it recorded, and what the services did at that moment. */
    void holdAfter(List<RolloutEvent> events, Onlooker services) {
        for (int i = 0; i < events.size(); i++) {
            switch (events.get(i)) {
                case StageEntered event -> entered.add(event.stage());
                case StageCompleted event -> completed.add(event.stage());
                case PhaseChanged event -> changed(event.phase(), services);
                case PhaseAcknowledged event -> acknowledged(event, services);
                case StepRequested event -> {
                    boolean confirmed = i > 0 && events.get(i - 1) instanceof ServicesConfirmed;
                    requested(event.stepId(), confirmed, services);
                }
                case StepCompleted event -> {
                    touched.add(event.stepId());
                    done.add(event.stepId());
                }
                case RolloutEvent.DoubtResolved(var step, var attempt, var tookEffect) -> {
                    if (tookEffect) {
                        done.add(step);
                    }
                }
                case StepFailed event -> touched.add(event.stepId());
                case StepInDoubt event -> touched.add(event.stepId());
                case RolloutEvent.StepsLearned event -> {
                    touched.addAll(event.steps());
                    done.addAll(event.steps());
                    learned = true;
                }
                case EvidenceExpired event -> assertThat(followed).isTrue();
                case RolloutEvent.GateReopened event -> {
                    returning = true;
                    entered.removeIf(stage -> stage.compareTo(Stage.CUTOVER) >= 0);
                    completed.remove(Stage.CUTOVER);
                }
                case RolloutEvent.RollbackStarted event -> {
                    back = true;
                    returning = false;
                }
                case RolloutRolledBack event -> thenAllThatWasTouchedIsTakenBack();
                case RolloutEvent other -> {}
            }
        }
    }

    private void changed(Phase next, Onlooker services) {
        assertThat(Math.abs(next.ordinal() - phase.ordinal())).isOne();
        assertThat(next.compareTo(phase) < 0).isEqualTo(back || returning);
        if (returning) {
            assertThat(next).isGreaterThanOrEqualTo(Phase.DUAL_WRITE);
            returning = next != Phase.DUAL_WRITE;
        } else if (!back) {
            assertThat(acknowledged || !followed).isTrue();
            thenTheSchemaBears(next, services);
        } else if (phase == Phase.NEW_ONLY) {
            assertThat(done).containsAll(undoOf(Stage.CONTRACT));
        }
        phase = next;
        acknowledged = false;
        told = true;
    }

    private void thenTheSchemaBears(Phase next, Onlooker services) {
        switch (next) {
            case OLD -> throw new AssertionError("never told anew on the way forward");
            case DUAL_WRITE -> assertThat(completed).contains(Stage.DUAL_WRITE);
            case READ_NEW -> assertThat(completed).contains(Stage.CUTOVER);
            case NEW_ONLY -> {
                assertThat(entered).contains(Stage.CONTRACT);
                assertThat(!followed || services.bearTheEndOfTheOldShape(Phase.READ_NEW))
                        .isTrue();
            }
        }
    }

    private void acknowledged(PhaseAcknowledged event, Onlooker services) {
        assertThat(event.phase()).isEqualTo(phase);
        assertThat(services.allGoBy(phase)).isTrue();
        acknowledged = true;
    }

    private void requested(StepId step, boolean confirmed, Onlooker services) {
        Stage stage = plan.step(step).orElseThrow().gate().stage();
        boolean isUndo = plan.stages().stream()
                .flatMap(planned -> planned.undo().stream())
                .anyMatch(undo -> undo.step().id().equals(step));
        assertThat(isUndo).isEqualTo(back);
        assertThat(returning).isFalse();
        assertThat(acknowledged || !followed || (stage == Stage.CONTRACT && back))
                .isTrue();
        assertThat(confirmed).isEqualTo(followed && (back || stage == Stage.CONTRACT));
        if (back) {
            assertThat(phase).isLessThanOrEqualTo(FURTHEST_WHILE_UNDONE.get(stage));
        }
        if (followed && !back && stage == Stage.CONTRACT) {
            assertThat(phase).isEqualTo(Phase.NEW_ONLY);
            assertThat(services.bearTheEndOfTheOldShape(Phase.NEW_ONLY)).isTrue();
        }
        if (followed && back && FURTHEST_WHILE_UNDONE.get(stage) == Phase.OLD) {
            assertThat(services.bearTheEndOfTheNewShape(told)).isTrue();
        }
    }

    private void thenAllThatWasTouchedIsTakenBack() {
        List<StepId> expected = new ArrayList<>();
        for (PlannedStage planned : plan.stages().reversed()) {
            expected.addAll(undoOf(planned.stage()));
        }
        List<StepId> takenBack =
                done.stream().filter(step -> step.value().endsWith("undo")).toList();
        if (learned) {
            assertThat(takenBack).containsExactlyInAnyOrderElementsOf(expected);
        } else {
            assertThat(takenBack).containsExactlyElementsOf(expected);
        }
        assertThat(phase).isEqualTo(Phase.OLD);
    }

    private List<StepId> undoOf(Stage stage) {
        return plan.stages().get(stage.ordinal()).undo().stream()
                .filter(undo -> touched.contains(undo.undoes()))
                .map(UndoStep::step)
                .map(step -> step.id())
                .toList();
    }
}
