package dev.towpath.orchestrator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class NewestReadsTest {
    private static final String TOPIC = "towpath.commands";

    @Test
    void processes_of_one_version_share_the_partitions() {
        Map<String, List<TopicPartition>> assigned = assigned(4, Map.of("a", member(90), "b", member(90)));
        assertThat(assigned.get("a")).hasSize(2);
        assertThat(assigned.get("b")).hasSize(2);
    }

    @Test
    void a_newer_one_that_joins_takes_everything_from_those_that_know_less() {
        Subscription older = new Subscription(
                List.of(TOPIC),
                new NewestReads(90).subscriptionUserData(Set.of(TOPIC)),
                List.of(new TopicPartition(TOPIC, 0)));
        Map<String, Subscription> asItWas = Map.of("older", older, "newer", member(91));
        assertThat(assigned(1, asItWas))
                .as("given back first, as cooperation demands")
                .isEqualTo(Map.of("older", List.of(), "newer", List.of()));
        Map<String, Subscription> givenBack = Map.of("older", member(90), "newer", member(91));
        assertThat(assigned(1, givenBack))
                .isEqualTo(Map.of("older", List.of(), "newer", List.of(new TopicPartition(TOPIC, 0))));
    }

    @Test
    void one_that_does_not_say_what_it_knows_reads_only_where_nobody_else_does() {
        Subscription silent = new Subscription(
                List.of(TOPIC), new CooperativeStickyAssignor().subscriptionUserData(Set.of(TOPIC)), List.of());
        assertThat(assigned(1, Map.of("silent", silent)).get("silent")).hasSize(1);
        assertThat(assigned(1, Map.of("silent", silent, "newer", member(1))).get("silent"))
                .isEmpty();
    }

    @Test
    void what_it_says_is_understood_by_processes_that_have_only_the_assignor_of_kafka() {
        Map<String, List<TopicPartition>> assigned = new CooperativeStickyAssignor()
                .assignPartitions(partitions(2), Map.of("a", member(90), "b", member(91)));
        assertThat(assigned.values().stream().flatMap(List::stream)).hasSize(2);
        assertThat(new NewestReads().name()).isEqualTo(new CooperativeStickyAssignor().name());
    }

    private static Map<String, List<TopicPartition>> assigned(int partitions, Map<String, Subscription> members) {
        return new NewestReads(90).assignPartitions(partitions(partitions), members);
    }

    private static Map<String, List<PartitionInfo>> partitions(int count) {
        Node broker = new Node(1, "127.0.0.1", 9092);
        Node[] replicas = Stream.of(broker).toArray(Node[]::new);
        return Map.of(
                TOPIC,
                IntStream.range(0, count)
                        .mapToObj(n -> new PartitionInfo(TOPIC, n, broker, replicas, replicas))
                        .toList());
    }

    private static Subscription member(int known) {
        return new Subscription(List.of(TOPIC), new NewestReads(known).subscriptionUserData(Set.of(TOPIC)), List.of());
    }
}
