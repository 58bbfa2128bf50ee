package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/**
 * A trace context goes from a command, by REST or by Kafka, to everything that the command causes, to the comment behind the
 * agent's SQL and back; past a clock, too, which brings none of its own.
 */
@OnSharedProduct
class TraceIT {
    private static final String OF_THE_SUBMISSION = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String OF_THE_APPROVAL = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void one_trace_leads_from_a_command_to_its_sql_and_back_and_to_what_follows_hours_later(Running running)
            throws Exception {
        Stack stack = running.stack();
        Catalog.run(stack.shopJdbc(), "create table traced(id int primary key, a text)");
        CommittedDdl ddl = new CommittedDdl(stack);
        TableRollout rollout = new TableRollout(running, "traced");
        ddl.watch();
        try {
            rollout.submit("traced", "a", "b", """
                    new_head: true
                    gates: {expand: {approvals: 1}, cutover: {soak: 1s}}
                    """, OF_THE_SUBMISSION);
            rollout.awaitGate("expand");
            running.wire().command("""
                    {"specversion": "1.0", "id": "traced", "source": "/trace", "traceparent": "%s",
                     "type": "dev.towpath.command.approve-stage.v1",
                     "data": {"actor": "dba@example.org", "reason": "", "rollout_id": "%s", "stage": "expand"}}
                    """.formatted(OF_THE_APPROVAL, rollout.id()));
            rollout.awaitState("completed");

            List<ConsumerRecord<byte[], byte[]>> said = running.wire().readAll("towpath.").stream()
                    .filter(record -> header(record, "ce_subject").equals(rollout.id()))
                    .filter(record -> !record.topic().endsWith(".progress"))
                    .toList();
            assertThat(tracesOf(said, "rollout-submitted", "plan-rollout", "plan-drafted"))
                    .hasSize(3)
                    .containsOnly(OF_THE_SUBMISSION);
            assertThat(tracesOf(said, "stage-approved", "execute-step", "step-succeeded", "gate-opened"))
                    .hasSizeGreaterThan(10)
                    .containsOnly(OF_THE_APPROVAL);
            assertThat(said).allSatisfy(record -> assertThat(header(record, "ce_traceparent"))
                    .as(record.topic())
                    .isIn(OF_THE_SUBMISSION, OF_THE_APPROVAL));
            assertThat(ddl.statements().stream().filter(sql -> sql.contains("rollout='" + rollout.id() + "'")))
                    .isNotEmpty()
                    .allSatisfy(sql -> assertThat(sql).endsWith(",traceparent='" + OF_THE_APPROVAL + "'*/"));
        } finally {
            ddl.unwatch();
        }
    }

    /** Of the messages of these types, in the order of their topics. */
    private static List<String> tracesOf(List<ConsumerRecord<byte[], byte[]>> said, String... types) {
        return said.stream()
                .filter(record -> List.of(types).stream()
                        .anyMatch(type -> header(record, "ce_type").contains("." + type + ".")))
                .map(record -> header(record, "ce_traceparent"))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header found = record.headers().lastHeader(name);
        return found == null ? "" : new String(found.value(), StandardCharsets.UTF_8);
    }
}
