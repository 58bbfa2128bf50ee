package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A command as one may send it: the rows of the state x command table. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
enum Order {
    SUBMIT(
            "submit",
            Journey.AUTHOR,
            state -> new RolloutCommand.Submit(RenameFile.ID, RenameFile.gated(), Optional.empty(), false)),
    SUBMIT_PLAN_ONLY(
            "submit, plan only",
            Journey.AUTHOR,
            state -> new RolloutCommand.Submit(RenameFile.ID, RenameFile.gated(), Optional.empty(), true)),
    START("start", Journey.DBA, state -> new RolloutCommand.Start()),
    NOTE("note", Journey.DBA, state -> new RolloutCommand.AddNote("moved to Tuesday")),
    APPROVE(
            "approve the gate it waits at, else cutover",
            "new@example.org",
            state -> new RolloutCommand.Approve(gate(state))),
    APPROVE_AS_AUTHOR("the same, by the author", Journey.AUTHOR, state -> new RolloutCommand.Approve(gate(state))),
    APPROVE_AGAIN(
            "the same, by the person who approved before",
            Journey.DBA,
            state -> new RolloutCommand.Approve(gate(state))),
    APPROVE_PASSED("approve expand", "new@example.org", state -> new RolloutCommand.Approve(GatePoint.EXPAND)),
    APPROVE_AHEAD("approve drop", "new@example.org", state -> new RolloutCommand.Approve(GatePoint.DROP)),
    REJECT("reject it", "new@example.org", state -> new RolloutCommand.Reject(gate(state))),
    REJECT_AS_AUTHOR("reject it, by the author", Journey.AUTHOR, state -> new RolloutCommand.Reject(gate(state))),
    SKIP("skip it", Journey.DBA, state -> new RolloutCommand.Skip(gate(state))),
    SKIP_AS_AUTHOR("skip it, by the author", Journey.AUTHOR, state -> new RolloutCommand.Skip(gate(state))),
    REOPEN("reopen cutover", Journey.DBA, state -> new RolloutCommand.Reopen(GatePoint.CUTOVER)),
    REOPEN_OTHER("reopen backfill", Journey.DBA, state -> new RolloutCommand.Reopen(GatePoint.BACKFILL)),
    WITHDRAW(
            "withdraw, by somebody who said nothing",
            "new@example.org",
            state -> new RolloutCommand.WithdrawApproval(gate(state))),
    WITHDRAW_APPROVAL(
            "withdraw, by the person who approved before",
            Journey.DBA,
            state -> new RolloutCommand.WithdrawApproval(gate(state))),
    WITHDRAW_REJECTION(
            "withdraw, by the person who rejected before",
            Journey.CRITIC,
            state -> new RolloutCommand.WithdrawApproval(gate(state))),
    PAUSE("pause", Journey.DBA, state -> new RolloutCommand.Pause()),
    RESUME("resume", Journey.DBA, state -> new RolloutCommand.Resume()),
    RETRY("retry", Journey.DBA, state -> new RolloutCommand.Retry()),
    ROLL_BACK("roll back", Journey.DBA, state -> new RolloutCommand.RollBack()),
    ABORT("abort", Journey.DBA, state -> new RolloutCommand.Abort(false)),
    ABORT_IN_PLACE("abort, leave in place", Journey.DBA, state -> new RolloutCommand.Abort(true)),
    RESOLVE_TOOK_EFFECT("resolve the doubt: took effect", Journey.DBA, state -> new RolloutCommand.Resolve(true)),
    RESOLVE_NO_EFFECT("resolve the doubt: did not", Journey.DBA, state -> new RolloutCommand.Resolve(false)),
    TUNE(
            "tune the backfill",
            Journey.DBA,
            state -> new RolloutCommand.Tune(Optional.of(Duration.ofMillis(50)), Optional.empty())),
    PLAN_DRAFTED("plan drafted", Journey.AGENT, state -> new RolloutCommand.RecordPlan(RenamePlan.plan())),
    PLAN_CONFLICTS(
            "plan refused, an open rollout is in the way",
            Journey.AGENT,
            state -> Journey.planConflicts(RenameFile.NEIGHBOUR)),
    PLAN_REFUSED("plan refused", Journey.AGENT, state -> Journey.planRefused()),
    SUCCEEDED("step succeeded", Journey.AGENT, state -> Journey.success(step(state), 2)),
    SUCCEEDED_EARLIER("step succeeded, earlier attempt", Journey.AGENT, state -> Journey.success(step(state), 1)),
    SUCCEEDED_BEFORE(
            "step succeeded, completed long ago", Journey.AGENT, state -> Journey.success(RenamePlan.ADD_COLUMN, 1)),
    SUCCEEDED_NEVER("step succeeded, never requested", Journey.AGENT, state -> Journey.success(step(state), 9)),
    FAILED("step failed", Journey.AGENT, state -> Journey.failure(step(state), 2, Failure.Kind.BROKEN)),
    WITHDRAWN(
            "step failed, withdrawn",
            Journey.AGENT,
            state -> Journey.failure(step(state), 2, Failure.Kind.TRANSIENT, WithdrawStep.WITHDRAWN)),
    EXPIRED(
            "step refused, evidence expired",
            Journey.AGENT,
            state -> Journey.failure(step(state), 2, Failure.Kind.REFUSED, ExecuteStep.EVIDENCE_EXPIRED)),
    IN_DOUBT("step in doubt", Journey.AGENT, state -> Journey.failure(step(state), 2, Failure.Kind.IN_DOUBT)),
    BLOCKED("step blocked, by another", Journey.AGENT, state -> Journey.blocked(step(state), 2, "pid 9")),
    BLOCKED_STILL("step blocked, by the same", Journey.AGENT, state -> Journey.blocked(step(state), 2, "pid 7")),
    LEDGER_KNOWS_MORE(
            "ledger ahead, as far as the index is built",
            Journey.AGENT,
            state -> new RolloutCommand.LearnFromLedger(RenamePlan.throughCutover())),
    TIMER_EARLY("timer, before a clock is over", "timer", state -> new RolloutCommand.NoticeTime()),
    TIMER_DUE("timer, when the clock is over", "timer", state -> new RolloutCommand.NoticeTime());

    private final String title;
    private final String actor;
    private final Function<Journey, RolloutCommand> command;

    Order(String title, String actor, Function<Journey, RolloutCommand> command) {
        this.title = title;
        this.actor = actor;
        this.command = command;
    }

    String title() {
        return title;
    }

    /** The command's own name. */
    String kind() {
        return command.apply(Situation.RUNNING.journey()).getClass().getSimpleName();
    }

    Decision<RolloutEvent> sendTo(Journey journey) {
        if (this == TIMER_DUE && journey.state() instanceof Planning planning) {
            journey.pass(Duration.ofMinutes(5));
        }
        if (this == TIMER_DUE && journey.state() instanceof InMotion moving) {
            Instant due =
                    switch (moving.at()) {
                        case Position.AtGate(var gate) ->
                            gate.nextChange(journey.now()).orElse(journey.now());
                        case Position.Allowed again -> again.notBefore();
                        case Position other -> journey.now();
                    };
            journey.pass(Duration.between(journey.now(), due).abs());
        }
        return journey.ask(actor, command.apply(journey));
    }

    private static GatePoint gate(Journey journey) {
        return journey.state() instanceof InMotion moving && moving.at() instanceof Position.AtGate(var gate)
                ? gate.point()
                : GatePoint.CUTOVER;
    }

    /** The step that it is at; if it is at none, one that may lie behind or ahead. */
    private static StepId step(Journey journey) {
        return journey.state() instanceof InMotion moving ? step(moving.at()) : RenamePlan.COPY_ROWS;
    }

    private static StepId step(Position position) {
        return switch (position) {
            case Position.AtStep at -> at.step().id();
            case Position.Withdrawing at -> at.step().id();
            case Position other -> RenamePlan.COPY_ROWS;
        };
    }
}
