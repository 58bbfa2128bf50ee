package dev.towpath.bench.orchestrator;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A workflow on db-scheduler: each outcome from Kafka is persisted as a task that is due at once, and executing that task
 * sends the next command. Keeps no history and takes no decision.
 */
public final class EngineMain {
    static final String IN = "bench.engine.in";
    static final String OUT = "bench.engine.out";

    /** The library's own, from its documentation. */
    static final String TABLE = """
            CREATE TABLE scheduled_tasks (
              task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
              execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
              last_success timestamptz, last_failure timestamptz, consecutive_failures int,
              last_heartbeat timestamptz, version bigint NOT NULL, priority smallint,
              PRIMARY KEY (task_name, task_instance));
            CREATE INDEX ON scheduled_tasks (execution_time);
            CREATE INDEX ON scheduled_tasks (last_heartbeat);
            ALTER TABLE scheduled_tasks OWNER TO towpath""";

    private static final int CONNECTIONS = 12; // as many as the orchestrator has
    private static final int THREADS = 8;
    private static final TaskDescriptor<String> STEP = TaskDescriptor.of("step", String.class);

    private EngineMain() {}

    /** Bootstrap servers and JDBC address. */
    public static void main(String[] arguments) {
        try (KafkaConsumer<byte[], byte[]> in = KafkaEnds.consumer(arguments[0], List.of(IN), false);
                KafkaProducer<byte[], byte[]> out = KafkaEnds.producer(arguments[0]);
                HikariDataSource store = new HikariDataSource(connections(arguments[1]))) {
            OneTimeTask<String> step = Tasks.oneTime(STEP).execute((task, context) -> {
                var unused = out.send(new ProducerRecord<>(
                        OUT,
                        task.getId().getBytes(StandardCharsets.UTF_8),
                        task.getData().getBytes(StandardCharsets.UTF_8)));
            });
            Scheduler scheduler = Scheduler.create(store, step)
                    .threads(THREADS)
                    .pollUsingLockAndFetch(0.5, 4.0)
                    .pollingInterval(Duration.ofMillis(100))
                    .enableImmediateExecution()
                    .build();
            scheduler.start();
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : in.poll(Duration.ofSeconds(1))) {
                    scheduler.schedule(
                            step.instance(
                                    new String(record.key(), StandardCharsets.UTF_8),
                                    new String(record.value(), StandardCharsets.UTF_8)),
                            Instant.now());
                }
            }
        }
    }

    private static HikariConfig connections(String address) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address);
        config.setUsername("towpath");
        config.setPassword("towpath");
        config.setMaximumPoolSize(CONNECTIONS);
        return config;
    }
}
