package dev.towpath.orchestrator.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import dev.towpath.contracts.codec.MessageCodec;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private final MessageCodec codec = new MessageCodec();

    @Test
    void a_rule_becomes_type_and_title() {
        Problem problem = Problem.of(409, "RolloutAlreadyOpen", "shop.r1 is open");

        assertThat(problem.type()).isEqualTo("urn:towpath:rule:RolloutAlreadyOpen");
        assertThat(problem.title()).isEqualTo("Rollout already open");
    }

    @Test
    void a_path_is_shown_only_where_there_is_one() throws Exception {
        assertThat(codec.mapper().writeValueAsString(Problem.of(404, "UnknownRollout", "none")))
                .doesNotContain("\"path\"");
        assertThat(codec.mapper().writeValueAsString(Problem.at(400, "UnknownField", "no", "changes[0].form")))
                .contains("\"path\":\"changes[0].form\"");
    }

    @Test
    void a_server_that_answered_is_not_away() {
        assertThat(Outage.of(new IllegalStateException("a bug"))).isEmpty();
        assertThat(Outage.of(new JsonParseException(null, "no JSON"))).isEmpty();
        assertThat(Outage.of(new PgException("a row", "ERROR", "23505", "twice")))
                .isEmpty();
    }

    @Test
    void a_server_that_does_not_answer_is_named() {
        assertThat(List.of(
                        new IllegalStateException(new ConnectException("refused")),
                        new io.smallrye.mutiny.TimeoutException(),
                        new PgException("no writes", "ERROR", "25006", "a standby")))
                .allSatisfy(failure -> assertThat(Outage.of(failure))
                        .hasValueSatisfying(
                                problem -> assertThat(problem.rule()).isEqualTo("StoreUnavailable")));
        assertThat(Outage.of(new CompletionException(new TimeoutException("no broker"))))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .isEqualTo(Problem.of(
                                503, "KafkaUnavailable", "Kafka can't be reached; send the same request again later")));
    }
}
