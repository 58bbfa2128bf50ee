package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.StepId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.agent.PlanRollout;
import dev.towpath.contracts.event.RolloutEvent;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.Effect.AnnouncePhase;
import dev.towpath.orchestrator.rollout.Effect.SetTimer;
import dev.towpath.orchestrator.rollout.Effect.TellAgent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * One rollout in a world whose clock jumps from one thing that is due to the next: a timer that the rollout set, a step
 * that the agent has finished, services that follow, people at the hours that the test gave them. Nobody looks in between,
 * so that what is not set as a timer does not happen.
 */
final class Calendar {
    private static final Duration PLANNING = Duration.ofMinutes(1);
    private static final Duration WORK = Duration.ofSeconds(1);
    private static final Duration FOLLOWING = Duration.ofSeconds(5);

    private record Entry(Instant due, int order, Consumer<Journey> happens) {}

    private final Journey journey = new Journey();
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::order));
    private final Map<StepId, Duration> work = new HashMap<>();
    private int entered;
    private int carriedOut;

    /** Submitted at {@link Journey#START}, a Friday at nine. */
    Calendar(RolloutSpec spec) {
        at(Journey.START, here -> here.submitted(spec));
    }

    /** The step keeps the agent busy for so long. */
    Calendar takes(StepId step, Duration duration) {
        work.put(step, duration);
        return this;
    }

    Calendar at(String time, Consumer<Journey> happens) {
        return at(Instant.parse(time), happens);
    }

    private Calendar at(Instant time, Consumer<Journey> happens) {
        entries.add(new Entry(time, entered++, happens));
        return this;
    }

    /** Until nothing is due any more. */
    Journey run() {
        while (!entries.isEmpty()) {
            Entry next = entries.remove();
            journey.pass(Duration.between(journey.now(), next.due()));
            next.happens().accept(journey);
            List<Effect> effects = journey.effects();
            while (carriedOut < effects.size()) {
                carryOut(effects.get(carriedOut++));
            }
        }
        return journey;
    }

    /** When which of the given events happened, with the event's first word on what. */
    static List<String> diary(Journey journey, List<Class<? extends RolloutEvent>> kinds) {
        return journey.log().stream()
                .filter(line -> kinds.contains(line.event().getClass()))
                .map(line -> line.time() + " " + Story.line(line.event()).strip())
                .toList();
    }

    private void carryOut(Effect effect) {
        Instant now = journey.now();
        switch (effect) {
            case SetTimer(var due) -> at(due, here -> here.ask("timer", new RolloutCommand.NoticeTime()));
            case AnnouncePhase announced ->
                at(now.plus(FOLLOWING), here -> here.everybodyFollows().look());
            case TellAgent(var database, var command) -> obey(command, now);
        }
    }

    private void obey(AgentCommand command, Instant now) {
        if (command instanceof PlanRollout) {
            at(now.plus(PLANNING), here -> here.planned(RenamePlan.plan()));
        } else if (command instanceof ExecuteStep step) {
            at(
                    now.plus(work.getOrDefault(step.stepId(), WORK)),
                    here -> here.ask(Journey.AGENT, Journey.success(step.stepId(), step.attempt())));
        }
    }
}
