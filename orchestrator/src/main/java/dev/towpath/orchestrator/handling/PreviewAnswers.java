package dev.towpath.orchestrator.handling;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.agent.PreviewPlan;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.outcome.PlanPreviewed;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.EventStore;
import dev.towpath.orchestrator.eventstore.OutboxMessage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks agents for plans, and keeps their answers where the asker finds them, whichever orchestrator heard them. Answers
 * are kept for ten minutes.
 */
@Singleton
public final class PreviewAnswers implements PlanPreviews {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private static final String KEEP = """
            WITH forgotten AS (DELETE FROM plan_preview WHERE answered_at < now() - interval '10 minutes')
            INSERT INTO plan_preview (request_id, answer) VALUES ($1, $2::text::json) ON CONFLICT DO NOTHING""";

    private final Pool pool;
    private final EventStore store;
    private final MessageCodec codec;
    private final Clock clock;

    PreviewAnswers(Pool pool, EventStore store, MessageCodec codec, Clock clock) {
        this.pool = pool;
        this.store = store;
        this.codec = codec;
        this.clock = clock;
    }

    @Override
    public Uni<Optional<PlanPreviewed>> preview(RolloutSpec rollout, Duration patience) {
        String request = UUID.randomUUID().toString();
        return store.append(Append.message(question(request, rollout))).chain(() -> Uni.createFrom()
                .deferred(() -> answer(request))
                .repeat()
                .withDelay(LOOK_EVERY)
                .indefinitely()
                .select()
                .where(Optional::isPresent)
                .toUni()
                .ifNoItem()
                .after(patience)
                .recoverWithItem(Optional.empty()));
    }

    /** Keeps an answer that an agent gave; the first one, if it comes twice. */
    Uni<Void> keep(PlanPreviewed answer) {
        Tuple row = Tuple.of(answer.requestId(), codec.toJson(answer).toString());
        return pool.preparedQuery(KEEP).execute(row).replaceWithVoid();
    }

    private OutboxMessage question(String request, RolloutSpec rollout) {
        Envelope<PreviewPlan> question = new Envelope<>(
                new MessageId(Recording.SOURCE, "preview/" + request),
                clock.instant(),
                rollout.database().toString(),
                0,
                0,
                "",
                new PreviewPlan(request, rollout));
        return OutboxMessage.of(Topics.agentCommands(rollout.database()), request, question, codec);
    }

    private Uni<Optional<PlanPreviewed>> answer(String request) {
        String sql = "SELECT answer::text AS answer FROM plan_preview WHERE request_id = $1";
        return pool.preparedQuery(sql).execute(Tuple.of(request)).map(rows -> {
            for (Row row : rows) {
                return Optional.of(read(row.getString("answer")));
            }
            return Optional.empty();
        });
    }

    private PlanPreviewed read(String json) {
        try {
            return codec.fromJson(codec.mapper().readTree(json), PlanPreviewed.class);
        } catch (JsonProcessingException | UnreadableMessage e) {
            throw new IllegalStateException("a stored answer can't be read", e);
        }
    }
}
