package dev.towpath.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.agent.target.TargetError.Rejected;
import dev.towpath.agent.target.TargetError.StatementCanceled;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.outcome.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {
    private static final StepId STEP = new StepId("expand.1.add-column");

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void every_state_has_a_rule_in_camel_case_and_is_found_by_its_code(Refusal refusal) {
        assertThat(refusal.rule()).matches("([A-Z][a-z]+)+");
        assertThat(refusal.sqlState()).matches("[0-9A-Z]{5}");
        assertThat(Refusal.of(refusal.sqlState())).contains(refusal);
    }

    @Test
    void a_failure_names_the_rule_the_place_and_the_remedy() {
        assertThat(Refusal.failure(STEP, new Rejected("42501", "must be owner of table users")))
                .isEqualTo(new Failure(
                        Failure.Kind.REFUSED,
                        "PrivilegeMissing",
                        "must be owner of table users (SQLSTATE 42501): the agent's role lacks a right; run the documented grants, then retry",
                        "expand.1.add-column"));
    }

    @Test
    void a_bound_that_was_reached_may_be_tried_again() {
        assertThat(Refusal.failure(STEP, new StatementCanceled("57014", "")).kind())
                .isEqualTo(Failure.Kind.TRANSIENT);
    }

    @Test
    void an_unknown_state_is_refused_with_its_code() {
        Failure failure = Refusal.failure(STEP, new Rejected("XX999", "odd"));

        assertThat(failure.rule()).isEqualTo("DatabaseRefused");
        assertThat(failure.detail()).startsWith("odd (SQLSTATE XX999): ");
    }
}
