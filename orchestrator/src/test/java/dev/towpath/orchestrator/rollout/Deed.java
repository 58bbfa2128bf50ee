package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.event.DatabaseEvent.AgentFellSilent;
import dev.towpath.contracts.event.DatabaseEvent.AgentHeardAgain;
import dev.towpath.contracts.event.Slot;
import dev.towpath.contracts.outcome.Failure;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Everything that anybody may do at any time, a line each: a new command needs a new line here, and nothing else. The
 * weight says how often it is done; what it is done to, it reads from a {@link Choice}.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
enum Deed {
    SUBMIT(2, (play, on) -> new RolloutCommand.Submit(RenameFile.ID, play.spec(), Optional.empty(), on.below(4) == 3)),
    START(3, (play, on) -> new RolloutCommand.Start()),
    ABORT(
            1,
            (play, on) ->
                    on.below(20) == 0 ? new RolloutCommand.Abort(on.below(2) == 0) : new RolloutCommand.NoticeTime()),
    TUNE(2, (play, on) -> new RolloutCommand.Tune(Optional.of(Duration.ofMillis(100 + on.below(3))), Optional.empty())),
    RESOLVE(3, (play, on) -> new RolloutCommand.Resolve(on.below(2) == 0)),
    NOTE(1, (play, on) -> new RolloutCommand.AddNote("seen")),
    PLAN(4, (play, on) -> new RolloutCommand.RecordPlan(play.plan())),
    PLAN_IN_VAIN(
            1,
            (play, on) -> on.below(4) == 0
                    ? Journey.planConflicts(RenameFile.NEIGHBOUR)
                    : new RolloutCommand.RecordPlan(play.plan())),
    REFUSE_PLAN(
            1, (play, on) -> on.below(20) == 0 ? Journey.planRefused() : new RolloutCommand.RecordPlan(play.plan())),
    PAUSE(2, (play, on) -> new RolloutCommand.Pause()),
    RESUME(4, (play, on) -> new RolloutCommand.Resume()),
    RETRY(8, (play, on) -> new RolloutCommand.Retry()),
    ROLL_BACK(1, (play, on) -> on.below(6) == 0 ? new RolloutCommand.RollBack() : new RolloutCommand.NoticeTime()),
    APPROVE(6, (play, on) -> new RolloutCommand.Approve(on.of(play.gates()))),
    REJECT(1, (play, on) -> new RolloutCommand.Reject(on.of(play.gates()))),
    SKIP(1, (play, on) -> new RolloutCommand.Skip(on.of(play.gates()))),
    REOPEN(2, (play, on) -> new RolloutCommand.Reopen(GatePoint.CUTOVER)),
    WITHDRAW(4, (play, on) -> new RolloutCommand.WithdrawApproval(on.of(play.gates()))),
    TIME(6, (play, on) -> new RolloutCommand.NoticeTime()),
    BLOCK(2, (play, on) -> Journey.blocked(play.step(on), play.attempt(on), on.of(List.of("pid 7", "", "pid 9")))),
    SUCCEED(12, (play, on) -> Journey.success(play.step(on), play.attempt(on))),
    FAIL(2, (play, on) -> Journey.failure(play.step(on), play.attempt(on), on.of(List.of(Failure.Kind.values())))),
    LEARN(1, (play, on) -> new RolloutCommand.LearnFromLedger(play.proven(on))),
    COME_LATE(2, (play, on) -> play.refusal(on, ExecuteStep.EVIDENCE_EXPIRED)),

    PAUSE_DATABASE((play, on) -> play.databasePause(on.below(3) == 0), 3),
    PARENT_GOES_ON((play, on) -> play.journey().meanwhile(play.ofParent(on)), 2),
    NEIGHBOUR_WORKS((play, on) -> play.journey().working(RenameFile.NEIGHBOUR, on.of(List.of(Slot.values()))), 1),
    NEIGHBOUR_RESTS((play, on) -> play.journey().resting(RenameFile.NEIGHBOUR), 3),
    NEIGHBOUR_ENDS((play, on) -> play.journey().over(RenameFile.NEIGHBOUR), 1),
    AGENT(
            (play, on) -> play.journey()
                    .meanwhile(on.below(2) == 0 ? new AgentFellSilent(Journey.START) : new AgentHeardAgain()),
            1),
    TARGET((play, on) -> play.targetWentBack(on), 1),
    FREEZE((play, on) -> play.journey().frozen(Duration.ofSeconds(1 + on.below(120))), 1),
    LIFT((play, on) -> play.journey().lifted(1 + on.below(3)), 1),
    LIVE((play, on) -> play.fleet().live(play.service(on), play.instance(on), play.version(on), play.now()), 4),
    FALL_SILENT((play, on) -> play.fleet().silent(play.instance(on)), 2),
    GO((play, on) -> play.fleet().gone(play.instance(on)), 4),
    FOLLOW((play, on) -> play.fleet().follow(play.told(), play.now()), 10),
    SAY((play, on) -> play.fleet().says(play.instance(on), play.told(), play.now()), 8),
    LIE((play, on) -> play.fleet().says(play.instance(on), on.of(List.of(Phase.values())), play.now()), 2),
    PRESENCE((play, on) -> play.fleet().readable(on.below(3) > 0), 2);

    private static final List<Deed> WEIGHED = List.of(values()).stream()
            .flatMap(deed -> Collections.nCopies(deed.weight, deed).stream())
            .toList();

    /** Asks for something. */
    interface Asks {
        RolloutCommand command(Play play, Choice on);
    }

    /** Changes what is observed. */
    interface Happens {
        void to(Play play, Choice on);
    }

    private final int weight;
    private final Happens happens;

    /** Something that is asked, by whoever it may be. */
    Deed(int weight, Asks asks) {
        this.weight = weight;
        this.happens = (play, on) -> play.ask(asks.command(play, on));
    }

    /** Something that happens to the services, or elsewhere on the database. */
    Deed(Happens happens, int weight) {
        this.weight = weight;
        this.happens = happens;
    }

    static Deed random(Random random) {
        return WEIGHED.get(random.nextInt(WEIGHED.size()));
    }

    /** By the first person, on the plainest thing, at once. */
    Move now() {
        return new Move(this, 0, 0, 0);
    }

    void done(Play play, Choice on) {
        happens.to(play, on);
    }
}
