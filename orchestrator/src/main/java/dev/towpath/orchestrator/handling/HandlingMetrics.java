package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.command.CommandReply;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Counts what became of messages. */
@Singleton
public final class HandlingMetrics {
    private final MeterRegistry registry;

    public HandlingMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void commandHandled(CommandReply.Result result) {
        registry.counter("towpath.commands.handled", "result", result.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** {@code result}: recorded, nothing_new, seen, unexpected. */
    void outcomeHandled(String result) {
        registry.counter("towpath.outcomes.handled", "result", result).increment();
    }

    void outcomesLost() {
        registry.counter("towpath.outcomes.gaps").increment();
    }

    public void deadLetter(String topic) {
        registry.counter("towpath.dead.letters", "topic", topic).increment();
    }
}
