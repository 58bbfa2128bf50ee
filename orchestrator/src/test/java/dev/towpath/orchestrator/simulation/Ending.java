package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.command.ApproveStage;
import dev.towpath.contracts.command.ResolveDoubt;
import dev.towpath.contracts.command.ResumeDatabase;
import dev.towpath.contracts.command.ResumeRollout;
import dev.towpath.contracts.command.RetryStep;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.contracts.command.WithdrawApproval;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import dev.towpath.orchestrator.rollout.stage.Gate;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import dev.towpath.orchestrator.simulation.SimulatedInbox.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When faults cease, everything comes to rest: each rollout has ended, or its status names what a person must do. Somebody
 * does that, until all have ended, and then the books must balance.
 */
final class Ending {
    /** Longer than any machine is frozen, and than it takes others to notice. */
    private static final Duration REST = Duration.ofSeconds(20);

    /** Longer than any soak, and than it takes until who waits for another's plan is planned again. */
    private static final Duration SHORT_REST = Duration.ofSeconds(12);

    /** Who waits for another asks the agent again and again. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final int STEPS = 200_000;
    private static final int HELPED = 60;
    private static final String DBA = "dba@example.org";

    private final World world;
    private final Runbook runbook;
    private final Set<String> approvers = new HashSet<>();
    private int helped;

    Ending(World world) {
        this.world = world;
        this.runbook = new Runbook(world);
    }

    void holds() {
        world.calmDown();
        for (List<UserCommand> asked = afterRest(); !asked.isEmpty(); asked = afterRest()) {
            if (++helped > HELPED) {
                throw new Violation("whatever a person does, it doesn't end: " + asked);
            }
            asked.forEach(command -> world.users().command(command, 1, false));
        }
        thenNothingIsLeftToDo();
        thenKafkaHasTheOutbox();
        world.users().holdAtTheEnd();
        world.laws().live().forEach((stream, state) -> world.targetLaws().holdAtTheEnd(RolloutId.parse(stream), state));
    }

    /** What a person must do now that nothing happens by itself. */
    private List<UserCommand> afterRest() {
        long commits = -1;
        Instant longest = world.scheduler().now().plus(LONGEST);
        while ((world.store().commits() != commits || !world.store().isQuiet())
                && world.scheduler().now().isBefore(longest)) {
            commits = world.store().commits();
            Instant until = world.scheduler().now().plus(helped == 0 ? REST : SHORT_REST);
            while (world.scheduler().now().isBefore(until)) {
                world.scheduler().step();
                if (world.scheduler().steps() > STEPS) {
                    throw new Violation("it never comes to rest");
                }
            }
        }
        List<UserCommand> asked = new ArrayList<>(runbook.forgotten());
        world.laws().live().values().forEach(state -> asked.addAll(asked((Submitted) state)));
        return asked;
    }

    private List<UserCommand> asked(Submitted state) {
        RolloutView view = RolloutView.of(state, world.scheduler().now());
        if (view.last()) {
            return List.of();
        }
        List<UserCommand> asked = view.waitingFor().stream()
                .flatMap(waiting -> help(waiting.condition(), state).stream())
                .toList();
        boolean waitsForAnother = view.waitingFor().stream()
                .anyMatch(waiting -> waiting.condition().equals("rollouts")
                        || waiting.condition().equals("budget"));
        if (asked.isEmpty() && waitsForAnother && othersAreOpen(state)) {
            return asked;
        }
        if (asked.isEmpty() && world.restores().any()) {
            asked = runbook.stuck(state).stream().toList();
        }
        if (asked.isEmpty()) {
            throw new Violation(
                    view.id() + " stands still and nobody is named: " + view.waitingFor() + " " + view.state());
        }
        return asked;
    }

    private boolean othersAreOpen(Submitted state) {
        return world.laws().live().values().stream()
                .anyMatch(other -> other != state
                        && !RolloutView.of((Submitted) other, world.scheduler().now())
                                .last());
    }

    private Optional<UserCommand> help(String condition, Submitted state) {
        RolloutId id = state.opened().id();
        return switch (condition) {
            case "resume" -> Optional.of(new ResumeRollout(DBA, "", id));
            case "database" -> Optional.of(new ResumeDatabase(DBA, "", World.SHOP));
            case "retry" -> runbook.refused(state).or(() -> Optional.of(retry(state)));
            case "approvals" -> gate(state).map(gate -> approval(id, gate.point()));
            case "rejections" ->
                gate(state)
                        .map(gate -> new WithdrawApproval(
                                gate.said().objections().getFirst().actor(), "", id, gate.point()));
            default -> Optional.empty();
        };
    }

    /** By somebody who has not approved it yet. */
    private UserCommand approval(RolloutId id, GatePoint gate) {
        String who = "approver-" + approvers.size() + "@example.org";
        approvers.add(who);
        return new ApproveStage(who, "", id, gate);
    }

    private static UserCommand retry(Submitted state) {
        RolloutId id = state.opened().id();
        return state instanceof InMotion moving && moving.at() instanceof Position.Stopped stopped && stopped.inDoubt()
                ? new ResolveDoubt(DBA, "looked", id, false)
                : new RetryStep(DBA, "", id);
    }

    private static Optional<Gate> gate(RolloutState state) {
        return state instanceof InMotion moving && moving.at() instanceof Position.AtGate(var gate)
                ? Optional.of(gate)
                : Optional.empty();
    }

    private void thenNothingIsLeftToDo() {
        List<Entry> left = world.target().open().stream()
                .filter(entry -> !isHeldForEver(entry))
                .toList();
        if (!left.isEmpty()) {
            throw new Violation("the inbox still holds " + left);
        }
        if (!world.target().outcomes().isEmpty()) {
            throw new Violation("outcomes were never sent");
        }
    }

    /**
     * A known limit: a step of a forgotten history that a pause holds, and what is queued behind it, when the history that
     * followed has ended while it was paused.
     */
    private boolean isHeldForEver(Entry entry) {
        return world.restores().any()
                && world.target().paused().stream().anyMatch(paused -> paused.toString()
                        .equals(entry.message().subject()));
    }

    /** Everything, the first occurrences in order for each topic; from where the store was put back, if it was. */
    private void thenKafkaHasTheOutbox() {
        Map<String, List<String>> wanted = new HashMap<>();
        world.store().messages(world.restores().relayed(), Integer.MAX_VALUE).forEach(row -> wanted.computeIfAbsent(
                        row.message().topic(), none -> new ArrayList<>())
                .add(id(row.message())));
        wanted.forEach((topic, ids) -> {
            List<String> distinct = List.copyOf(new LinkedHashSet<>(ids));
            List<String> there = world.kafka().topic(topic).stream()
                    .skip(world.restores().saidBefore(topic))
                    .map(Ending::id)
                    .distinct()
                    .toList();
            if (!topic.equals(Topics.COMMANDS) && !there.equals(distinct)) {
                throw new Violation("topic " + topic + " doesn't have what the outbox holds, in its order");
            }
        });
    }

    private static String id(OutboxMessage message) {
        return StoreLaws.headers(message).getOrDefault("ce_id", "");
    }
}
