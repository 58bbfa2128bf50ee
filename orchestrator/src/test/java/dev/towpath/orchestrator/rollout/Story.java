package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.agent.ExecuteStep;
import dev.towpath.contracts.event.RolloutEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** One line per message: commands at the margin, events indented, effects behind an arrow. */
final class Story {
    private Story() {}

    static String line(Object message) {
        return switch (message) {
            case RolloutCommand command -> command(command);
            case RolloutEvent event -> "    " + event(event);
            case Effect effect -> "        -> " + effect(effect);
            case Object other -> throw new AssertionError("not a message: " + other);
        };
    }

    static List<String> expected(String resource) {
        try (InputStream in = Story.class.getResourceAsStream(resource)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String command(RolloutCommand command) {
        String name = command.getClass().getSimpleName();
        return switch (command) {
            case RolloutCommand.Approve(var gate) -> name + " " + gate.wireName();
            case RolloutCommand.RecordStepSuccess(var outcome) -> name + " " + outcome.stepId();
            case RolloutCommand other -> name;
        };
    }

    private static String event(RolloutEvent event) {
        String name = event.getClass().getSimpleName();
        return switch (event) {
            case RolloutEvent.GateReached(var gate, var approvals, var due) ->
                name + " " + gate.wireName() + ", " + approvals + " approvals, " + due;
            case RolloutEvent.GateOpened(var gate, var evidence) ->
                name + " " + gate.wireName() + ": " + String.join(" ", evidence);
            case RolloutEvent.StageApproved(var gate, var hash) -> name + " " + gate.wireName();
            case RolloutEvent.StageEntered(var stage) -> name + " " + stage.wireName();
            case RolloutEvent.StageCompleted(var stage) -> name + " " + stage.wireName();
            case RolloutEvent.PhaseChanged(var phase) -> name + " " + phase.wireName();
            case RolloutEvent.StepRequested(var step, var attempt) -> name + " " + step + " #" + attempt;
            case RolloutEvent.StepCompleted completed -> name + " " + completed.stepId();
            case RolloutEvent other -> name;
        };
    }

    private static String effect(Effect effect) {
        return switch (effect) {
            case Effect.TellAgent(var database, ExecuteStep step) ->
                "ExecuteStep " + step.stepId() + " #" + step.attempt();
            case Effect.TellAgent(var database, var command) ->
                command.getClass().getSimpleName();
            case Effect.AnnouncePhase(var phase) ->
                "phase " + phase.phase().wireName() + ", " + phase.percentage() + " %, version " + phase.version();
            case Effect.SetTimer(var due) -> "timer " + due;
        };
    }
}
