package dev.towpath.orchestrator.kafka;

import dev.towpath.contracts.codec.MessageTypes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives the partitions of a group to those of its processes that know the most types of messages, and among these as
 * Kafka's own assignor does: while orchestrators are replaced one by one, the newer ones read as soon as one is there, and
 * no older one waits at a message that it must not judge. A process that doesn't say what it knows knows the least.
 *
 * <p>Under the name of Kafka's own assignor, so that it gets along with processes that have only that one. Made by the
 * Kafka client.
 */
public final class NewestReads extends CooperativeStickyAssignor {
    private final int known;

    public NewestReads() {
        this(MessageTypes.all().size());
    }

    NewestReads(int known) {
        this.known = known;
    }

    /** Kafka's own, and four bytes behind it. */
    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        ByteBuffer own = super.subscriptionUserData(topics);
        return ByteBuffer.allocate(own.remaining() + Integer.BYTES)
                .put(own)
                .putInt(known)
                .flip();
    }

    @Override
    public Map<String, List<TopicPartition>> assignPartitions(
            Map<String, List<PartitionInfo>> partitions, Map<String, Subscription> members) {
        int most = members.values().stream().mapToInt(NewestReads::known).max().orElse(0);
        Map<String, Subscription> newest = members.entrySet().stream()
                .filter(member -> known(member.getValue()) == most)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Set<TopicPartition> held = members.values().stream()
                .filter(member -> known(member) < most)
                .flatMap(older -> older.ownedPartitions().stream())
                .collect(Collectors.toSet());
        Map<String, List<TopicPartition>> given = super.assignPartitions(partitions, newest);
        return members.keySet().stream()
                .collect(Collectors.toMap(
                        Function.identity(), member -> without(held, given.getOrDefault(member, List.of()))));
    }

    /** What an older process gives back is given away in the round that it asks for then. */
    private static List<TopicPartition> without(Set<TopicPartition> held, List<TopicPartition> given) {
        return given.stream().filter(partition -> !held.contains(partition)).collect(Collectors.toList());
    }

    private static int known(Subscription member) {
        ByteBuffer said = member.userData();
        return said == null || said.limit() < 2 * Integer.BYTES ? 0 : said.getInt(said.limit() - Integer.BYTES);
    }
}
