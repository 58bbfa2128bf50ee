package dev.towpath.orchestrator.kafka;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.presence.InstancePresent;
import dev.towpath.orchestrator.databases.KnownDatabases;
import dev.towpath.orchestrator.outbox.OriginalRecord;
import dev.towpath.orchestrator.services.PostgresPresence;
import dev.towpath.orchestrator.services.PostgresPresence.Word;
import dev.towpath.orchestrator.services.PresenceChanged;
import dev.towpath.orchestrator.services.PresenceMessage;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The records of {@code towpath.presence}: each kept as an instance's last word, or as a dead letter. Words that come one
 * behind the other are one commit; if that fails each is taken by itself, so that one of them holds up no other.
 */
@Singleton
final class PresenceIntake {
    private static final Logger LOG = Logger.getLogger(PresenceIntake.class);

    private final Intake intake;
    private final PostgresPresence presence;
    private final KnownDatabases databases;
    private final PresenceChanged changed;
    private final MessageCodec codec;
    private final Clock clock;

    PresenceIntake(
            Intake intake,
            PostgresPresence presence,
            KnownDatabases databases,
            PresenceChanged changed,
            MessageCodec codec,
            Clock clock) {
        this.intake = intake;
        this.presence = presence;
        this.databases = databases;
        this.changed = changed;
        this.codec = codec;
        this.clock = clock;
    }

    /** What a poll brought, in order. Never fails; waits for a store that is away. */
    Uni<Void> take(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Heard> heard = records.stream().map(this::heard).toList();
        return known(heard)
                .map(known -> runs(heard, known))
                .onItem()
                .transformToMulti(runs -> Multi.createFrom().iterable(runs))
                .onItem()
                .transformToUniAndConcatenate(run -> run.size() > 1 ? together(run) : each(run))
                .onItem()
                .ignoreAsUni();
    }

    /** A record, and the word of an instance that it is, if it is one. */
    private record Heard(ConsumerRecord<byte[], byte[]> record, Optional<Word> word) {
        boolean isOf(Set<DatabaseId> known) {
            return word.filter(one -> known.contains(one.present().database())).isPresent();
        }
    }

    private Heard heard(ConsumerRecord<byte[], byte[]> record) {
        OriginalRecord original = Intake.original(record);
        return new Heard(
                record,
                PresenceMessage.read(original, codec) instanceof PresenceMessage.Present(var present)
                        ? Optional.of(new Word(present, original))
                        : Optional.empty());
    }

    /** Those of the databases spoken of that are registered; none if the store doesn't answer. */
    private Uni<Set<DatabaseId>> known(List<Heard> heard) {
        Set<DatabaseId> spokenOf = heard.stream()
                .flatMap(one -> one.word().stream())
                .map(word -> word.present().database())
                .collect(Collectors.toSet());
        return Multi.createFrom()
                .iterable(spokenOf)
                .select()
                .when(databases::knows)
                .collect()
                .asSet()
                .onFailure()
                .recoverWithItem(Set.of());
    }

    /** Words on registered databases as long as nothing else comes between; everything else by itself. */
    private static List<List<Heard>> runs(List<Heard> heard, Set<DatabaseId> known) {
        List<List<Heard>> runs = new ArrayList<>();
        boolean goesOn = false;
        for (Heard one : heard) {
            boolean word = one.isOf(known);
            if (!word || !goesOn) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(one);
            goesOn = word;
        }
        return runs;
    }

    private Uni<Void> together(List<Heard> run) {
        List<Word> words = run.stream().map(one -> one.word().orElseThrow()).toList();
        return presence.said(words, clock.instant())
                .invoke(changed::ringIf)
                .invoke(() -> run.forEach(one -> intake.seenThrough(one.record())))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("%d words are taken one by one: %s", run.size(), failure))
                .onFailure()
                .recoverWithUni(() -> each(run));
    }

    private Uni<Void> each(List<Heard> run) {
        return Multi.createFrom()
                .iterable(run)
                .onItem()
                .transformToUniAndConcatenate(one -> intake.take(one.record(), this::handle))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> handle(OriginalRecord record) {
        return switch (PresenceMessage.read(record, codec)) {
            case PresenceMessage.Present(var present) -> said(present, record);
            case PresenceMessage.Goodbye(var instance) ->
                presence.goodbye(instance, record).invoke(changed::ringIf).replaceWithVoid();
            case PresenceMessage.Unfit(var rule, var detail) -> intake.deadLetter(record, rule, detail);
        };
    }

    private Uni<Void> said(InstancePresent present, OriginalRecord record) {
        return databases
                .knows(present.database())
                .chain(known -> known
                        ? presence.said(present, clock.instant(), record)
                                .invoke(changed::ringIf)
                                .replaceWithVoid()
                        : intake.deadLetter(
                                record,
                                "UnknownDatabase",
                                "database " + present.database() + " is not registered; register it first"));
    }
}
