package dev.towpath.bench.orchestrator;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The least that turns an outcome into a command and remembers it: consume, commit one row, produce. */
public final class FloorMain {
    static final String IN = "bench.floor.in";
    static final String OUT = "bench.floor.out";

    private FloorMain() {}

    /** Bootstrap servers and JDBC address. */
    public static void main(String[] arguments) throws SQLException {
        try (KafkaConsumer<byte[], byte[]> in = KafkaEnds.consumer(arguments[0], List.of(IN), false);
                KafkaProducer<byte[], byte[]> out = KafkaEnds.producer(arguments[0]);
                Connection connection = DriverManager.getConnection(arguments[1], "towpath", "towpath");
                PreparedStatement row = connection.prepareStatement("INSERT INTO bench_floor (value) VALUES (?)")) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : in.poll(Duration.ofSeconds(1))) {
                    row.setBytes(1, record.value());
                    row.executeUpdate();
                    var unused = out.send(new ProducerRecord<>(OUT, record.key(), record.value()));
                }
            }
        }
    }
}
