package dev.towpath.agent;

import static org.awaitility.Awaitility.await;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.outcome.StepBlocked;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the orchestrator says to an agent about one rollout, one thing after the other, and what it hears. */
final class Conversation {
    private final TestTopics topics;
    private final RolloutId rollout;
    private long sent;
    private int answered;

    Conversation(TestTopics topics, RolloutId rollout) {
        this.topics = topics;
        this.rollout = rollout;
    }

    void tell(AgentCommand command) throws InterruptedException {
        sent++;
        topics.send(rollout + "/" + sent, rollout.toString(), sent, command);
    }

    /** Tells, and returns the answer. */
    Outcome ask(AgentCommand command) throws InterruptedException {
        tell(command);
        answered++;
        await().atMost(Duration.ofSeconds(30)).until(() -> answers().size() == answered);
        return answers().getLast();
    }

    Outcome execute(Plan plan, Step step) throws InterruptedException {
        return ask(new ExecuteStep(rollout, plan.hash(), step.id(), 1, List.of(), Optional.empty()));
    }

    /** As a guarded step is asked for. */
    Outcome execute(Plan plan, Step step, Instant validUntil) throws InterruptedException {
        return ask(new ExecuteStep(
                rollout, plan.hash(), step.id(), 1, List.of("nobody needs it"), Optional.of(validUntil)));
    }

    private List<Outcome> answers() {
        return topics.outcomes().stream()
                .filter(message -> message.subject().equals(rollout.toString()))
                .map(Envelope::data)
                .map(Outcome.class::cast)
                .filter(outcome -> !(outcome instanceof StepBlocked))
                .toList();
    }
}
