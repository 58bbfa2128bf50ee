package dev.towpath.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/ DROP TABLE users; /*",
                "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01*/"
            })
    void what_is_no_trace_context_is_never_part_of_a_statement(String traceparent) {
        StepOrder order = new StepOrder(
                Target.ROLLOUT, "hash", Steps.addColumn("users", "display_name"), 1, Optional.empty(), traceparent);

        assertThat(Mark.of(order)).isEqualTo("/*attempt='1',rollout='shop.rename',step='expand.1.alter'*/");
    }
}
