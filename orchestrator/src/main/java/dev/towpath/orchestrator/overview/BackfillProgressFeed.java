package dev.towpath.orchestrator.overview;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.outcome.BackfillProgress;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The last progress that each running backfill reported. An observation: kept in memory only, gone with the process, and
 * there again within a second of the next report. Every replica reads all of it, from now on, under a group of its own.
 *
 * <p>Failure semantics: an unreadable report is skipped; nothing rests on it.
 */
@ApplicationScoped
public class BackfillProgressFeed {
    private static final Logger LOG = Logger.getLogger(BackfillProgressFeed.class);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Map<RolloutId, Seen> lastSeen = new ConcurrentHashMap<>();
    private final MessageCodec codec;
    private final Clock clock;

    BackfillProgressFeed(MessageCodec codec, Clock clock) {
        this.codec = codec;
        this.clock = clock;
    }

    @Incoming("progress")
    void receive(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        message.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        try {
            Envelope<?> envelope = codec.decode(headers, message.value());
            if (envelope.data() instanceof BackfillProgress progress) {
                note(progress);
            }
        } catch (UnreadableMessage unreadable) {
            LOG.debugf("progress skipped: %s", unreadable.rule());
        }
    }

    /** {@code known}, with the rows if its step is the backfill that was last reported. */
    @Nullable
    Progress addTo(RolloutId rollout, @Nullable Progress known) {
        Seen seen = lastSeen.get(rollout);
        return known != null
                        && seen != null
                        && known.step().equals(seen.report().stepId().value())
                ? known.with(seen.report(), seen.at())
                : known;
    }

    private void note(BackfillProgress progress) {
        Instant now = clock.instant();
        lastSeen.values().removeIf(seen -> seen.at().plus(FORGOTTEN_AFTER).isBefore(now));
        lastSeen.put(progress.rolloutId(), new Seen(progress, now));
    }

    private record Seen(BackfillProgress report, Instant at) {}
}
