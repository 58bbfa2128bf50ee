package dev.towpath.orchestrator.rollout.story;

import dev.towpath.contracts.event.Recorded;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.event.RolloutEvent.GateOpened;
import dev.towpath.contracts.event.RolloutEvent.GateReached;
import dev.towpath.contracts.event.RolloutEvent.PlanRequested;
import dev.towpath.contracts.event.RolloutEvent.StageEntered;
import dev.towpath.contracts.event.RolloutEvent.StepCompleted;
import dev.towpath.contracts.event.RolloutEvent.StepFailed;
import dev.towpath.contracts.event.RolloutEvent.StepInDoubt;
import dev.towpath.contracts.event.RolloutEvent.StepRequested;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import java.util.ArrayList;
import java.util.List;

/** A rollout's whole history as a story, oldest first. What the next event tells anyway is not told twice. */
public final class Story {
    private Story() {}

    /**
     * The story so far.
     *
     * @param history the rollout's stream from its first event on, or a beginning of it
     * @throws IllegalStateException if the events do not follow one another
     */
    public static List<Passage> of(List<? extends Recorded<?>> history) {
        List<Passage> passages = new ArrayList<>();
        Since since = Since.NONE;
        RolloutState before = RolloutState.NONE;
        for (int i = 0; i < history.size(); i++) {
            Recorded<?> recorded = history.get(i);
            RolloutEvent event = (RolloutEvent) recorded.data();
            RolloutState after = RolloutState.evolve(
                    before, recorded.version(), recorded.time(), recorded.actor(), recorded.reason(), event);
            since = since.with(event, recorded.time());
            if (!isToldByTheNext(history, i)) {
                passages.add(new Passage(
                        recorded.version(),
                        recorded.time(),
                        Chapter.of(before, after),
                        recorded.actor(),
                        new Telling(before, new Occasion(recorded), since).sentence(event),
                        Evidence.of(event)));
            }
            before = after;
        }
        return List.copyOf(passages);
    }

    private static boolean isToldByTheNext(List<? extends Recorded<?>> history, int i) {
        if (i + 1 == history.size()) {
            return false;
        }
        RolloutEvent event = (RolloutEvent) history.get(i).data();
        RolloutEvent next = (RolloutEvent) history.get(i + 1).data();
        boolean atOnce = history.get(i).time().equals(history.get(i + 1).time());
        return event instanceof StageEntered
                || event instanceof PlanRequested
                || event instanceof GateReached && next instanceof GateOpened && atOnce
                || event instanceof StepRequested requested && requested.attempt() == 1 && ends(next);
    }

    private static boolean ends(RolloutEvent event) {
        return event instanceof StepCompleted || event instanceof StepFailed || event instanceof StepInDoubt;
    }
}
