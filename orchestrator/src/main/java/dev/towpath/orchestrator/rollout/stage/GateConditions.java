package dev.towpath.orchestrator.rollout.stage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The conditions of a gate at one moment, each with its evidence and with what would meet it. */
final class GateConditions {
    private static final String REJECTIONS = "rejections";

    private GateConditions() {}

    /** All of them, in the order in which people want to read them; what was skipped counts as met. */
    static List<Condition> of(Gate gate, Instant now) {
        return gate.said()
                .skip()
                .map(skip -> unskipped(gate, now).stream()
                        .map(condition -> skipped(condition, skip))
                        .toList())
                .orElseGet(() -> unskipped(gate, now));
    }

    /** A rejection is its actor's, and skipped by nobody. */
    private static Condition skipped(Condition condition, Skip skip) {
        return condition.met() || condition.name().equals(REJECTIONS)
                ? condition
                : new Condition(condition.name(), true, skip.at(), skip.sentence() + " " + condition.detail(), "");
    }

    private static List<Condition> unskipped(Gate gate, Instant now) {
        List<Condition> all = new ArrayList<>(words(gate, now));
        if (gate.frozen().isKnown()) {
            all.add(gate.frozen().condition(gate, now));
        }
        if (gate.demand().clock().isSet()) {
            all.add(clock(gate, now));
        }
        if (gate.demand().openHours().areSet()) {
            all.add(window(gate, now));
        }
        return all;
    }

    /** Those that change by what people say. */
    static List<Condition> ofPeople(Gate gate, Instant now) {
        List<String> names = words(gate, now).stream().map(Condition::name).toList();
        return of(gate, now).stream()
                .filter(condition -> names.contains(condition.name()))
                .toList();
    }

    private static List<Condition> words(Gate gate, Instant now) {
        List<Condition> all = new ArrayList<>();
        if (gate.demand().approvals() > 0) {
            all.add(approvals(gate, now));
        }
        if (!gate.said().objections().isEmpty()) {
            all.add(rejections(gate));
        }
        return all;
    }

    /** Enough people approve this plan, and did so lately enough. */
    private static Condition approvals(Gate gate, Instant now) {
        List<Approval> counted = gate.said().approvals().stream()
                .filter(approval -> approval.planHash().equals(gate.planHash()))
                .filter(approval -> gate.demand().endOf(approval).isAfter(now))
                .toList();
        String names = counted.stream().map(Approval::actor).collect(Collectors.joining(", "));
        int required = gate.demand().approvals();
        int missing = required - counted.size();
        Instant since = gate.since("approvals", missing <= 0, now);
        if (missing <= 0) {
            return new Condition(
                    "approvals", true, since, "Approved by " + names + " for plan " + gate.planHash() + ".", "");
        }
        return new Condition(
                "approvals",
                false,
                since,
                counted.size() + " of " + required + " approvals" + (names.isEmpty() ? "." : ", by " + names + "."),
                missing + " more of people who are not the author and have not approved yet.");
    }

    /** Nobody's rejection stands; only there while one does. */
    private static Condition rejections(Gate gate) {
        List<Objection> standing = gate.said().objections();
        String names = standing.stream().map(Objection::actor).collect(Collectors.joining(", "));
        String sentences = standing.stream()
                .map(objection -> "Rejected by " + objection.actor()
                        + (objection.reason().isBlank() ? "." : ": " + objection.reason()))
                .collect(Collectors.joining(" "));
        return new Condition(
                REJECTIONS, false, standing.getFirst().at(), sentences, "Withdrawal by " + names + " in person.");
    }

    private static Condition clock(Gate gate, Instant now) {
        Clock clock = gate.demand().clock();
        Instant end = gate.demand().clockEnds();
        return now.isBefore(end)
                ? new Condition(
                        clock.name(),
                        false,
                        gate.since(clock.name(), false, gate.reachedAt()),
                        "Clock " + clock.name() + " ends at " + end + ".",
                        "Time, at " + end + ".")
                : new Condition(
                        clock.name(),
                        true,
                        gate.since(clock.name(), true, end),
                        "Clock " + clock.name() + " ended at " + end + ".",
                        "");
    }

    private static Condition window(Gate gate, Instant now) {
        OpenHours hours = gate.demand().openHours();
        boolean open = hours.openAt(now);
        String next = hours.nextChange(now).map(Instant::toString).orElse("further notice");
        Instant since = gate.since("window", open, now);
        return open
                ? new Condition("window", true, since, "Window " + hours.words() + " is open until " + next + ".", "")
                : new Condition(
                        "window",
                        false,
                        since,
                        "Window " + hours.words() + " opens at " + next + ".",
                        "Time, at " + next + ".");
    }
}
