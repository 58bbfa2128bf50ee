package dev.towpath.orchestrator.handling;

import dev.towpath.contracts.Topics;
import dev.towpath.contracts.command.CommandReply;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what became of messages. */
@Singleton
public final class HandlingMetrics {
    /** The commonest rule: its counters are shown from the start, so that an alert sees the first one. */
    private static final String UNREADABLE = "UnreadableMessage";

    private final MeterRegistry registry;
    private final Counter conflicts;
    private final Counter gaps;
    private final Counter wentBack;
    private final Timer decisions;
    private final Map<String, Timer> ages = new ConcurrentHashMap<>();

    public HandlingMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.conflicts = Counter.builder("towpath.conflicts")
                .description("Decisions that were made again because somebody else was faster")
                .register(registry);
        this.gaps = Counter.builder("towpath.outcomes.gaps")
                .description("Times that outcomes of an agent were missing")
                .register(registry);
        this.wentBack = Counter.builder("towpath.store.went.back")
                .description("Times that a ledger was found to know more than the log, which was put back")
                .register(registry);
        this.decisions = Timer.builder("towpath.decisions")
                .description("From the first look into the store to the commit, conflicts included")
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(registry);
        for (String topic : List.of(Topics.COMMANDS, Topics.PRESENCE)) {
            deadLetters(topic, UNREADABLE);
        }
    }

    /** A message that Kafka has had since {@code sent}, in milliseconds of the epoch, was handled or put aside. */
    public void seenThrough(String topic, long sent) {
        long age = registry.config().clock().wallTime() - sent;
        ages.computeIfAbsent(topic, this::ageOn).record(Duration.ofMillis(age));
    }

    private Timer ageOn(String topic) {
        return Timer.builder("towpath.messages.age")
                .description("From when Kafka had a message to when it was handled or put aside")
                .tag("topic", topic)
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5))
                .register(registry);
    }

    Timer.Sample begun() {
        return Timer.start(registry);
    }

    void decided(Timer.Sample begun) {
        begun.stop(decisions);
    }

    void conflicted() {
        conflicts.increment();
    }

    void commandHandled(CommandReply.Result result) {
        registry.counter("towpath.commands.handled", "result", result.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** {@code result}: recorded, nothing_new, seen, forgotten, unexpected. */
    void outcomeHandled(String result) {
        registry.counter("towpath.outcomes.handled", "result", result).increment();
    }

    /** A ledger knows more than the log. */
    void storeWentBack() {
        wentBack.increment();
    }

    void outcomesLost() {
        gaps.increment();
    }

    /** Counted where it is put aside, by the topic it came from and by the rule it broke. */
    public void deadLetter(String topic, String rule) {
        deadLetters(topic, rule).increment();
    }

    private Counter deadLetters(String topic, String rule) {
        return registry.counter("towpath.dead.letters", "topic", topic, "rule", rule);
    }
}
