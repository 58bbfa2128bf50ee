package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.command.AbortRollout;
import dev.towpath.contracts.command.AddNote;
import dev.towpath.contracts.command.ApproveStage;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.FreezeDatabase;
import dev.towpath.contracts.command.LiftFreeze;
import dev.towpath.contracts.command.PauseDatabase;
import dev.towpath.contracts.command.PauseRollout;
import dev.towpath.contracts.command.RegisterDatabase;
import dev.towpath.contracts.command.RejectStage;
import dev.towpath.contracts.command.ReopenGate;
import dev.towpath.contracts.command.ResolveDoubt;
import dev.towpath.contracts.command.ResumeDatabase;
import dev.towpath.contracts.command.ResumeRollout;
import dev.towpath.contracts.command.RetryStep;
import dev.towpath.contracts.command.RollBackRollout;
import dev.towpath.contracts.command.SkipGate;
import dev.towpath.contracts.command.StampRevision;
import dev.towpath.contracts.command.StartRollout;
import dev.towpath.contracts.command.SubmitRollout;
import dev.towpath.contracts.command.TuneBackfill;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.contracts.command.WithdrawApproval;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.databases.DatabaseTopics;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.rollout.Asked;
import dev.towpath.orchestrator.rollout.DatabaseDecider;
import dev.towpath.orchestrator.rollout.Decision;
import dev.towpath.orchestrator.rollout.Freezing;
import dev.towpath.orchestrator.rollout.GraphRejection;
import dev.towpath.orchestrator.rollout.Pausing;
import dev.towpath.orchestrator.rollout.Rejection;
import dev.towpath.orchestrator.rollout.RolloutCommand;
import dev.towpath.orchestrator.rollout.RolloutDecider;
import dev.towpath.orchestrator.rollout.Stamping;
import dev.towpath.orchestrator.rollout.Submission;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.Function;

/** Loads what a user command is judged by, and asks the pure deciders. Writes nothing. */
@Singleton
final class CommandDecisions {
    /** The reply, and what the decision wants written; receipt and reply themselves are not in it. */
    record Judged(CommandReply reply, Append written) {}

    private final Rollouts rollouts;
    private final DatabaseTopics topics;
    private final MessageCodec codec;

    CommandDecisions(Rollouts rollouts, DatabaseTopics topics, MessageCodec codec) {
        this.rollouts = rollouts;
        this.topics = topics;
        this.codec = codec;
    }

    Uni<Judged> decide(Request request, Instant now) {
        return switch (request.content()) {
            case Request.Legible(var command) ->
                decide(request, command, Asked.alone(command.actor(), command.reason(), now));
            case Request.Unreadable(var rule, var detail, var rolloutId) ->
                Uni.createFrom()
                        .item(new Judged(Replies.rejection(request.id(), rolloutId, rule, detail), Append.NOTHING));
        };
    }

    private Uni<Judged> decide(Request request, UserCommand command, Asked asked) {
        return switch (command) {
            case RegisterDatabase register -> register(request, register, asked);
            case PauseDatabase(var actor, var reason, var database) ->
                askDatabase(request, database, asked, state -> Pausing.pause(state, database));
            case ResumeDatabase(var actor, var reason, var database) ->
                askDatabase(request, database, asked, state -> Pausing.resume(state, database));
            case SubmitRollout submit -> submit(request, submit, asked);
            case StampRevision stamp ->
                askDatabase(request, stamp.database(), asked, state -> Stamping.decide(state, stamp, asked));
            case ApproveStage(var actor, var reason, RolloutId id, GatePoint gate) ->
                ask(request, id, new RolloutCommand.Approve(gate), asked);
            case RejectStage reject ->
                ask(request, reject.rolloutId(), new RolloutCommand.Reject(reject.stage()), asked);
            case FreezeDatabase freeze ->
                askDatabase(
                        request,
                        freeze.database(),
                        asked,
                        state -> Freezing.freeze(state, freeze.database(), freeze.from(), freeze.until(), asked));
            case LiftFreeze lift ->
                askDatabase(
                        request,
                        lift.database(),
                        asked,
                        state -> Freezing.lift(state, lift.database(), lift.freeze(), asked));
            case ReopenGate reopen ->
                ask(request, reopen.rolloutId(), new RolloutCommand.Reopen(reopen.stage()), asked);
            case SkipGate skip -> ask(request, skip.rolloutId(), new RolloutCommand.Skip(skip.stage()), asked);
            case WithdrawApproval withdraw ->
                ask(request, withdraw.rolloutId(), new RolloutCommand.WithdrawApproval(withdraw.stage()), asked);
            case TuneBackfill tune ->
                ask(request, tune.rolloutId(), new RolloutCommand.Tune(tune.batchDuration(), tune.pause()), asked);
            case ResolveDoubt resolve ->
                ask(request, resolve.rolloutId(), new RolloutCommand.Resolve(resolve.tookEffect()), asked);
            case AbortRollout abort ->
                ask(request, abort.rolloutId(), new RolloutCommand.Abort(abort.leaveInPlace()), asked);
            case StartRollout start -> ask(request, start.rolloutId(), new RolloutCommand.Start(), asked);
            case AddNote note -> ask(request, note.rolloutId(), new RolloutCommand.AddNote(note.text()), asked);
            case PauseRollout pause -> ask(request, pause.rolloutId(), new RolloutCommand.Pause(), asked);
            case ResumeRollout resume -> ask(request, resume.rolloutId(), new RolloutCommand.Resume(), asked);
            case RetryStep retry -> ask(request, retry.rolloutId(), new RolloutCommand.Retry(), asked);
            case RollBackRollout rollback -> ask(request, rollback.rolloutId(), new RolloutCommand.RollBack(), asked);
        };
    }

    /** The topics come first: once the reply is out, the agent may be started. */
    private Uni<Judged> register(Request request, RegisterDatabase command, Asked asked) {
        return rollouts.database(command.database()).chain(loaded -> {
            Decision<DatabaseEvent> decision =
                    DatabaseDecider.register(loaded.state(), command.database(), command.engine());
            CommandReply reply = Replies.to(request.id(), "", decision);
            return switch (decision) {
                case Decision.Accepted<DatabaseEvent>(var events) ->
                    topics.make(command.database())
                            .replaceWith(new Judged(
                                    reply, Recording.of(loaded, events, asked, request.traceparent(), codec)));
                case Decision.AlreadyDone<DatabaseEvent> done ->
                    topics.make(command.database()).replaceWith(new Judged(reply, Append.NOTHING));
                case Decision.Rejected<DatabaseEvent> rejected -> judged(reply);
            };
        });
    }

    private Uni<Judged> askDatabase(
            Request request, DatabaseId id, Asked asked, Function<DatabaseState, Decision<DatabaseEvent>> decide) {
        return rollouts.database(id).map(loaded -> {
            Decision<DatabaseEvent> decision = decide.apply(loaded.state());
            Append written = decision instanceof Decision.Accepted<DatabaseEvent>(var events)
                    ? Recording.of(loaded, events, asked, request.traceparent(), codec)
                    : Append.NOTHING;
            return new Judged(Replies.to(request.id(), "", decision), written);
        });
    }

    private Uni<Judged> submit(Request request, SubmitRollout command, Asked asked) {
        RolloutSpec spec = command.rollout();
        RolloutId first = new RolloutId(spec.database(), spec.revision(), 1);
        return rollouts.database(spec.database())
                .chain(database -> rollouts.latestTry(first, database))
                .chain(latest -> switch (Submission.decide(
                        spec, asked.actor(), latest.database().state(), latest.state())) {
                    case Submission.Admitted(var id, var left, var placed) ->
                        open(
                                request,
                                new RolloutCommand.Submit(id, placed, left, command.planOnly()),
                                latest.database(),
                                asked);
                    case Submission.Refused(GraphRejection.UnknownRevision unknown) ->
                        elsewhere(request, first.toString(), unknown);
                    case Submission.Refused(var rejection) ->
                        Uni.createFrom().item(refused(request, first.toString(), rejection));
                });
    }

    /** The revision that is not known here may be known to another database. */
    private Uni<Judged> elsewhere(Request request, String rolloutId, GraphRejection.UnknownRevision unknown) {
        return rollouts.databases()
                .map(all -> Submission.lookingElsewhere(unknown, all))
                .map(rejection -> refused(request, rolloutId, rejection));
    }

    private static Judged refused(Request request, String rolloutId, Rejection rejection) {
        return new Judged(
                Replies.rejection(request.id(), rolloutId, rejection.rule(), rejection.detail()), Append.NOTHING);
    }

    /** On the database as it was when the submission was admitted: had it gone on, that would be a conflict. */
    private Uni<Judged> open(Request request, RolloutCommand.Submit submit, LoadedDatabase database, Asked asked) {
        return rollouts.alone(submit.id(), database).map(loaded -> judge(request, loaded, submit, loaded.asked(asked)));
    }

    private Uni<Judged> ask(Request request, RolloutId id, RolloutCommand command, Asked asked) {
        return rollouts.rollout(id).map(loaded -> judge(request, loaded, command, loaded.asked(asked)));
    }

    private Judged judge(Request request, LoadedRollout loaded, RolloutCommand command, Asked asked) {
        Decision<RolloutEvent> decision = RolloutDecider.decide(loaded.state(), command, asked);
        MessageId id = request.id();
        CommandReply reply = Replies.to(id, loaded.head().stream(), decision, Pausing.remark(asked.database()));
        return switch (decision) {
            case Decision.Accepted<RolloutEvent>(var events) ->
                new Judged(reply, Recording.of(loaded, events, asked, request.traceparent(), codec));
            case Decision.AlreadyDone<RolloutEvent> done -> new Judged(reply, Append.NOTHING);
            case Decision.Rejected<RolloutEvent> rejected -> new Judged(reply, Append.NOTHING);
        };
    }

    private static Uni<Judged> judged(CommandReply reply) {
        return Uni.createFrom().item(new Judged(reply, Append.NOTHING));
    }
}
