package dev.towpath.orchestrator.rollout.state;

import dev.towpath.contracts.Freeze;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.AgentFellSilent;
import dev.towpath.contracts.event.DatabaseEvent.AgentHeardAgain;
import dev.towpath.contracts.event.DatabaseEvent.DatabaseFrozen;
import dev.towpath.contracts.event.DatabaseEvent.DatabasePaused;
import dev.towpath.contracts.event.DatabaseEvent.DatabaseRegistered;
import dev.towpath.contracts.event.DatabaseEvent.DatabaseResumed;
import dev.towpath.contracts.event.DatabaseEvent.DropAwaited;
import dev.towpath.contracts.event.DatabaseEvent.FootprintClaimed;
import dev.towpath.contracts.event.DatabaseEvent.FreezeLifted;
import dev.towpath.contracts.event.DatabaseEvent.RevisionAdmitted;
import dev.towpath.contracts.event.DatabaseEvent.RevisionLeft;
import dev.towpath.contracts.event.DatabaseEvent.RevisionReached;
import dev.towpath.contracts.event.DatabaseEvent.RevisionStamped;
import dev.towpath.contracts.event.DatabaseEvent.RolloutBegun;
import dev.towpath.contracts.event.DatabaseEvent.RolloutEnded;
import dev.towpath.contracts.event.DatabaseEvent.RolloutHeldBack;
import dev.towpath.contracts.event.DatabaseEvent.RolloutTurnedBack;
import dev.towpath.contracts.event.DatabaseEvent.SlotAwaited;
import dev.towpath.contracts.event.DatabaseEvent.SlotLeft;
import dev.towpath.contracts.event.DatabaseEvent.SlotTaken;
import dev.towpath.contracts.event.DatabaseEvent.StoreWentBack;
import dev.towpath.contracts.event.DatabaseEvent.TargetIdentified;
import dev.towpath.contracts.event.DatabaseEvent.TargetWentBack;
import dev.towpath.orchestrator.rollout.state.Admission.Standing;
import dev.towpath.orchestrator.rollout.state.DatabaseState.Registered;
import dev.towpath.orchestrator.rollout.state.DatabaseState.Unknown;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Folds events into {@link DatabaseState}. An event that cannot follow throws; none is passed over in silence. */
final class DatabaseFold {
    /** What stands beside an event in the log. */
    record Stamp(long version, Instant time, String actor, String reason) {
        Hold hold() {
            return new Hold(actor, reason, time);
        }
    }

    private DatabaseFold() {}

    static DatabaseState fold(DatabaseState state, Stamp stamp, DatabaseEvent event) {
        if (stamp.version() != state.version() + 1) {
            throw new IllegalStateException("version " + stamp.version() + " cannot follow " + state.version());
        }
        return switch (state) {
            case Unknown unknown -> registered(unknown, stamp, event);
            case Registered known -> known(known.at(stamp.version()), stamp, event);
        };
    }

    private static Registered registered(Unknown unknown, Stamp stamp, DatabaseEvent event) {
        if (event instanceof DatabaseRegistered(var database, var engine)) {
            return new Registered(
                    database,
                    engine,
                    stamp.version(),
                    Revisions.NONE,
                    Optional.empty(),
                    Freezes.NONE,
                    Optional.empty(),
                    Target.UNKNOWN);
        }
        throw misfit(unknown, event);
    }

    private static Registered known(Registered known, Stamp stamp, DatabaseEvent event) {
        return switch (event) {
            case DatabaseRegistered again -> throw misfit(known, event);
            case RevisionAdmitted(var id, var author, var lineage) ->
                known.with(known.revisions().with(Admission.first(id, author, stamp.time(), lineage)));
            case RevisionStamped(var revision, var lineage) ->
                known.with(known.revisions().with(new Stamped(revision, stamp.actor(), stamp.time(), lineage)));
            case DatabaseFrozen frozen -> frozen(known, stamp, frozen);
            case FreezeLifted(var number) -> lifted(known, number, event);
            case RolloutBegun(var id) -> changed(known, id, event, Admission::begun);
            case FootprintClaimed(var id, var footprint) -> changed(known, id, event, was -> was.claiming(footprint));
            case RolloutHeldBack(var id, var behind) -> changed(known, id, event, was -> was.behind(behind));
            case RevisionReached(var id, var stage) -> changed(known, id, event, was -> was.reached(stage));
            case DropAwaited(var id) -> changed(known, id, event, was -> was.standing(Standing.DROP_AWAITED));
            case RolloutTurnedBack(var id) -> changed(known, id, event, was -> was.standing(Standing.TURNED_BACK));
            case RevisionLeft(var id, var stage) -> changed(known, id, event, was -> was.left(stage));
            case AgentFellSilent(var lastHeard) -> known.silentSince(Optional.of(lastHeard));
            case AgentHeardAgain heard -> known.silentSince(Optional.empty());
            case DatabasePaused paused when known.pause().isEmpty() -> known.held(Optional.of(stamp.hold()));
            case DatabaseResumed resumed when known.pause().isPresent() -> known.held(Optional.empty());
            case DatabasePaused again -> throw misfit(known, event);
            case DatabaseResumed again -> throw misfit(known, event);
            case RolloutEnded(var id, var end) ->
                changed(known.on(known.target().without(id)), id, event, was -> was.over(end));
            case TargetIdentified(var systemIdentifier, var timeline) ->
                known.on(known.target().identified(systemIdentifier, timeline));
            case TargetWentBack(var lost) -> known.on(known.target().losing(lost));
            case StoreWentBack(var ahead) -> known.on(known.target().ahead(ahead));
            case SlotTaken(var id, var slot) -> changed(known, id, event, was -> was.at(new Turn.At(slot)));
            case SlotAwaited(var id, var slot) -> changed(known, id, event, was -> was.at(new Turn.Awaiting(slot)));
            case SlotLeft(var id) -> changed(known, id, event, was -> was.at(new Turn.Idle()));
        };
    }

    private static Registered frozen(Registered known, Stamp stamp, DatabaseFrozen event) {
        if (event.freeze() != known.freezes().last() + 1) {
            throw misfit(known, event);
        }
        Freeze freeze = new Freeze(event.freeze(), event.from(), event.until(), stamp.actor(), stamp.reason());
        return known.with(known.freezes().with(freeze, stamp.time()));
    }

    private static Registered lifted(Registered known, int number, DatabaseEvent event) {
        if (known.freezes().of(number).isEmpty()) {
            throw misfit(known, event);
        }
        return known.with(known.freezes().without(number));
    }

    private static Registered changed(
            Registered known, RolloutId id, DatabaseEvent event, UnaryOperator<Admission> change) {
        Admission was = known.admission(id.revision())
                .filter(latest -> latest.id().equals(id))
                .orElseThrow(() -> misfit(known, event));
        return known.with(known.revisions().with(change.apply(was)));
    }

    private static IllegalStateException misfit(DatabaseState state, DatabaseEvent event) {
        return new IllegalStateException(
                event + " cannot follow version " + state.version() + " of the history of a database");
    }
}
