package dev.towpath.orchestrator.kafka;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Topics;
import dev.towpath.orchestrator.databases.DatabaseTopics;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the topics. Each has one partition: the order over everything in it is worth more here than reading in parallel.
 * A topic that is there stays as it is.
 *
 * <p>Failure semantics: each Uni fails while the brokers can't be reached, after 10 s at most; ask again, nothing is done
 * twice.
 */
public final class TopicAdmin implements DatabaseTopics, AutoCloseable {
    /** What a broker takes as one command; more than is accepted, so that its sender gets a reply that names the limit. */
    private static final int COMMAND_BYTES = 2 * 1024 * 1024;

    /** Plans, and dead letters with the reason added. */
    static final int MESSAGE_BYTES = 4 * 1024 * 1024;

    /** What is to prove something later on must still be there then. */
    private static final Map<String, String> KEPT =
            Map.of("retention.ms", "-1", "retention.bytes", "-1", "max.message.bytes", Integer.toString(MESSAGE_BYTES));

    /** Milliseconds that somebody who waits for an answer can be made to wait. */
    private static final int PATIENCE = 10_000;

    private final Admin admin;

    /** {@code client}: at least {@code bootstrap.servers}. */
    public TopicAdmin(Map<String, Object> client) {
        this.admin = Admin.create(client);
    }

    /** Every topic that does not depend on a database. */
    public Uni<Void> makeFixedTopics() {
        Map<String, String> compacted =
                Map.of("cleanup.policy", "compact", "max.message.bytes", Integer.toString(MESSAGE_BYTES));
        return make(List.of(
                topic(Topics.COMMANDS, Map.of("max.message.bytes", Integer.toString(COMMAND_BYTES))),
                topic(Topics.COMMAND_REPLIES),
                topic(Topics.EVENTS),
                topic(Topics.ANCHORS, KEPT),
                topic(Topics.DEAD_LETTERS),
                topic(Topics.PHASES, compacted),
                topic(Topics.PRESENCE, compacted)));
    }

    @Override
    public Uni<Void> make(DatabaseId database) {
        return make(List.of(
                topic(Topics.agentCommands(database)),
                topic(Topics.agentOutcomes(database)),
                topic(Topics.agentProgress(database))));
    }

    /** The number of brokers that answer; fails if none does within {@code patience}. */
    public Uni<Integer> brokers(Duration patience) {
        return Uni.createFrom()
                .completionStage(() -> admin.describeCluster().nodes().toCompletionStage())
                .map(Collection::size)
                .ifNoItem()
                .after(patience)
                .fail();
    }

    @Override
    public void close() {
        admin.close();
    }

    private Uni<Void> make(List<NewTopic> topics) {
        var made = admin.createTopics(topics, new CreateTopicsOptions().timeoutMs(PATIENCE)).values().values().stream()
                .map(future -> Uni.createFrom()
                        .completionStage(future.toCompletionStage())
                        .onFailure(TopicAdmin::isThere)
                        .recoverWithNull())
                .toList();
        return Uni.join().all(made).andFailFast().replaceWithVoid();
    }

    private static boolean isThere(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof TopicExistsException;
    }

    private static NewTopic topic(String name) {
        return topic(name, Map.of("max.message.bytes", Integer.toString(MESSAGE_BYTES)));
    }

    private static NewTopic topic(String name, Map<String, String> settings) {
        return new NewTopic(name, Optional.of(1), Optional.empty()).configs(settings);
    }
}
