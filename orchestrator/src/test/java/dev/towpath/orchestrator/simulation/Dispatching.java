package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.CloseRollout;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.PauseWork;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.agent.PreviewPlan;
import dev.towpath.contracts.agent.RecordAnchor;
import dev.towpath.contracts.agent.ReportLedger;
import dev.towpath.contracts.agent.ReportStep;
import dev.towpath.contracts.agent.ResumeWork;
import dev.towpath.contracts.agent.TuneWork;
import dev.towpath.contracts.agent.WithdrawStep;
import dev.towpath.orchestrator.simulation.SimulatedInbox.Entry;
import dev.towpath.orchestrator.simulation.SimulatedTarget.Attempt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a command goes that was taken in: to its lane, or into effect at once. */
final class Dispatching {
    private final SimulatedTarget target;
    private final TargetSession session;
    private final OutcomePublishing publishing;
    private final LateEnds ends;
    private final Lanes lanes;
    private final Set<RolloutId> paused = new HashSet<>();
    private final Set<Attempt> withdrawn = new HashSet<>();
    private final Map<RolloutId, Integer> histories = new HashMap<>();

    Dispatching(World world, TargetSession session, OutcomePublishing publishing) {
        this.target = world.target();
        this.session = session;
        this.publishing = publishing;
        this.ends = new LateEnds(target, publishing);
        this.lanes = new Lanes(new Work(world, session, publishing, paused, withdrawn));
    }

    /** What was said to the owner before. */
    void recall() {
        paused.addAll(target.paused());
        withdrawn.addAll(target.withdrawn());
    }

    /** In another history other attempts were withdrawn, and other pauses were made. */
    private void follow(Entry entry) {
        RolloutId rollout = RolloutId.parse(entry.message().subject());
        histories.put(rollout, entry.history());
        paused.remove(rollout);
        withdrawn.removeIf(attempt -> attempt.rollout().equals(rollout));
        target.paused().stream().filter(rollout::equals).forEach(paused::add);
        target.withdrawn().stream()
                .filter(attempt -> attempt.rollout().equals(rollout))
                .forEach(withdrawn::add);
    }

    /** One after the other, each only when the one before is in the ledger. */
    void dispatch(List<Entry> entries, Runnable then) {
        if (entries.isEmpty()) {
            then.run();
            return;
        }
        Entry entry = entries.getFirst();
        Runnable next = () -> dispatch(entries.subList(1, entries.size()), then);
        if (entry.history() > 0
                && histories.getOrDefault(RolloutId.parse(entry.message().subject()), 0) < entry.history()) {
            follow(entry);
        }
        switch (entry.message().data()) {
            case PauseWork(var rollout) -> {
                paused.add(rollout);
                journal(entry, "pauses", () -> target.paused().add(rollout), next);
            }
            case ResumeWork(var rollout) ->
                journal(entry, "resumes", () -> target.paused().remove(rollout), () -> {
                    paused.remove(rollout);
                    next.run();
                });
            case TuneWork tune -> journal(entry, "tunes", () -> {}, next);
            case WithdrawStep(var rollout, var step, var number) ->
                withdraw(entry, new Attempt(rollout, step, number), told(next));
            case ReportStep(var rollout, var step, var number) ->
                journal(entry, "reports", () -> ends.asked(entry, new Attempt(rollout, step, number)), told(next));
            case ExecuteStep step -> {
                Attempt attempt = new Attempt(step.rolloutId(), step.stepId(), step.attempt());
                lanes.give(step.rolloutId() + (withdrawn.contains(attempt) ? "/withdrawn" : ""), entry);
                next.run();
            }
            case PlanRollout plan -> {
                lanes.give(plan.rolloutId().toString(), entry);
                next.run();
            }
            case CloseRollout(var rollout) -> {
                lanes.give(rollout.toString(), entry);
                next.run();
            }
            case ReportLedger report ->
                journal(
                        entry,
                        "tells all",
                        () -> publishing.add("ledger/" + entry.message().id().id(), target.account()),
                        told(next));
            case RecordAnchor anchor -> throw new Violation("nobody anchors the log");
            case PreviewPlan preview -> throw new Violation("nobody asks for a preview");
        }
    }

    private void withdraw(Entry entry, Attempt attempt, Runnable then) {
        withdrawn.add(attempt);
        lanes.withdraw(attempt);
        journal(
                entry,
                "withdraws",
                () -> {
                    target.withdraw(attempt, entry.message().sequence());
                    ends.withdrawn(entry, attempt);
                },
                then);
    }

    private Runnable told(Runnable next) {
        return () -> {
            publishing.wake();
            next.run();
        };
    }

    private void journal(Entry entry, String what, Runnable change, Runnable then) {
        session.write(
                "ledger: " + what,
                () -> {
                    if (target.finish(entry)) {
                        change.run();
                    }
                    return entry;
                },
                done -> then.run());
    }
}
