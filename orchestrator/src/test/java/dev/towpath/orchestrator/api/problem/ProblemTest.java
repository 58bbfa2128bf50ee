package dev.towpath.orchestrator.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import dev.towpath.contracts.codec.MessageCodec;
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
    void a_store_that_answered_is_not_away() {
        assertThat(StoreOutage.caused(new IllegalStateException("a bug"))).isFalse();
        assertThat(StoreOutage.caused(new JsonParseException(null, "no JSON"))).isFalse();
        assertThat(StoreOutage.caused(new IllegalStateException(new java.net.ConnectException("refused"))))
                .isTrue();
    }
}
