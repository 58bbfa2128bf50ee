package dev.towpath.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.orchestrator.api.problem.Problem;
import org.junit.jupiter.api.Test;

class PublishedSchemasTest {
    @Test
    void every_name_that_is_listed_can_be_read() {
        assertThat(PublishedSchemas.names()).contains("rollout", "event", "rollout-file");
        assertThat(PublishedSchemas.names())
                .allSatisfy(name -> assertThat(PublishedSchemas.read(name)).isPresent());
    }

    @Test
    void another_name_finds_nothing() {
        assertThat(PublishedSchemas.read("../application.properties")).isEmpty();
    }

    @Test
    void a_problem_holds_its_schema() throws Exception {
        Problem problem = Problem.at(400, "UnknownField", "no such field", "changes[0]");

        SchemaCheck.holds("problem", new MessageCodec().mapper().writeValueAsString(problem));
    }
}
