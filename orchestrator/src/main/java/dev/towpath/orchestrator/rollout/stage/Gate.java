package dev.towpath.orchestrator.rollout.stage;

import dev.towpath.contracts.Freeze;
import dev.towpath.contracts.GatePoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A gate that a rollout has reached, with all that its conditions are judged by, apart from the services.
 *
 * @param demand what the rollout file asks for
 * @param planHash the plan whose approvals count
 * @param said by people, since it was reached
 * @param frozen when the database is, as far as the history told the gate
 * @param recorded how each condition stood when the history last said something of it, by name
 */
public record Gate(
        GatePoint point,
        Instant reachedAt,
        Demand demand,
        String planHash,
        Said said,
        Frozen frozen,
        Map<String, Standing> recorded) {
    /** Whether a condition is met, and since when. */
    public record Standing(boolean met, Instant since) {}

    public Gate {
        recorded = Map.copyOf(recorded);
    }

    /** A gate where nobody has said anything yet. */
    public static Gate reached(GatePoint point, Instant at, Demand demand, String planHash) {
        Gate gate = new Gate(point, at, demand, planHash, Said.NOTHING, Frozen.NEVER, Map.of());
        return gate.recording(gate.conditions(at), at);
    }

    /** Every condition that the rollout file sets or somebody made, met or not; none if there is none. */
    public List<Condition> conditions(Instant now) {
        return GateConditions.of(this, now);
    }

    /** Those that time has changed since the history last said something of them. */
    public List<Condition> changed(Instant now) {
        return conditions(now).stream()
                .filter(condition -> !isRecorded(condition))
                .toList();
    }

    private boolean isRecorded(Condition condition) {
        Standing standing = recorded.get(condition.name());
        return standing != null && standing.met() == condition.met();
    }

    /** Approvals that no longer count at {@code now}, oldest first. */
    public List<Approval> expired(Instant now) {
        return said.approvals().stream()
                .filter(approval -> !demand.endOf(approval).isAfter(now))
                .toList();
    }

    /** When time next changes a condition after {@code now}; empty if it changes none any more. */
    public Optional<Instant> nextChange(Instant now) {
        return Stream.of(
                        Stream.of(demand.clockEnds()),
                        said.approvals().stream().map(demand::endOf),
                        frozen.changes(),
                        demand.openHours().nextChange(now).stream())
                .flatMap(Function.identity())
                .filter(time -> time.isAfter(now))
                .min(Instant::compareTo);
    }

    /** The same gate after people said something else. */
    public Gate hearing(Said next, Instant time) {
        Gate heard = new Gate(point, reachedAt, demand, planHash, next, frozen, recorded);
        return heard.recording(
                next.skip().equals(said.skip()) ? GateConditions.ofPeople(heard, time) : heard.conditions(time), time);
    }

    /** Whether these are the freezes ahead that the gate knows of. */
    public boolean knows(List<Freeze> ahead, Instant now) {
        return Frozen.ahead(frozen.freezes(), now).equals(ahead);
    }

    /** Whether a freeze keeps it closed at {@code now}, and nobody skipped it. */
    public boolean isFrozen(Instant now) {
        return said.skip().isEmpty() && !Frozen.on(frozen.freezes(), now).isEmpty();
    }

    /** The same gate after the history told it of these freezes, and of no others. */
    public Gate under(List<Freeze> ahead, Instant time) {
        Map<String, Standing> others = new HashMap<>(recorded);
        if (ahead.isEmpty()) {
            others.remove(Frozen.CONDITION);
        }
        Gate told = new Gate(point, reachedAt, demand, planHash, said, new Frozen(ahead), others);
        return told.recording(told.conditions(time), time);
    }

    /** The same gate after the history said how a condition stands. */
    public Gate noting(String condition, boolean met, Instant time) {
        Map<String, Standing> all = new HashMap<>(recorded);
        all.put(condition, new Standing(met, time));
        return new Gate(point, reachedAt, demand, planHash, said, frozen, all);
    }

    private Gate recording(List<Condition> conditions, Instant time) {
        Map<String, Standing> all = new HashMap<>(recorded);
        for (Condition condition : conditions) {
            Standing before = all.get(condition.name());
            if (before == null || before.met() != condition.met()) {
                all.put(condition.name(), new Standing(condition.met(), time));
            }
        }
        return new Gate(point, reachedAt, demand, planHash, said, frozen, all);
    }

    /** Since when a condition is so; {@code otherwise} if that is no older than what was recorded. */
    Instant since(String condition, boolean met, Instant otherwise) {
        return Optional.ofNullable(recorded.get(condition))
                .filter(standing -> standing.met() == met)
                .map(Standing::since)
                .orElse(otherwise);
    }
}
