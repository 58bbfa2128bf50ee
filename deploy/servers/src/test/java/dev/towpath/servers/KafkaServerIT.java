package dev.towpath.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaServerIT {
    @Test
    void a_message_written_is_stored() throws Exception {
        try (KafkaServer server = KafkaServer.start();
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", server.bootstrap(), "acks", "all"),
                        new StringSerializer(),
                        new StringSerializer());
                Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", server.bootstrap()))) {
            long offset = producer.send(new ProducerRecord<>("kept", "key", "value"))
                    .get()
                    .offset();
            assertThat(offset).isZero();
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
    }
}
