package dev.towpath.orchestrator.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.MessageId;
import dev.towpath.contracts.outcome.LedgerReported;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerQuestionTest {
    private static final Instant STARTED = Instant.parse("2026-03-06T09:00:00Z");

    @Test
    void an_answer_is_as_old_as_its_question_whatever_the_agents_clock_says() {
        String now = "ledger/" + LedgerQuestion.at(STARTED);
        String before = "ledger/" + LedgerQuestion.at(STARTED.minusMillis(1));
        assertThat(LedgerQuestion.isStale(answer(now, STARTED.minusSeconds(60)), STARTED))
                .isFalse();
        assertThat(LedgerQuestion.isStale(answer(before, STARTED.plusSeconds(60)), STARTED))
                .isTrue();
    }

    @Test
    void an_answer_to_a_version_that_did_not_say_when_it_asked_is_old() {
        String id = "ledger/ledger-asked/0f1c2d3e-0000-4000-8000-000000000000";
        assertThat(LedgerQuestion.isStale(answer(id, STARTED.plusSeconds(60)), STARTED))
                .isTrue();
    }

    @Test
    void what_is_said_unasked_is_as_old_as_it_says() {
        String id = "history/shop.users_display_name/1";
        assertThat(LedgerQuestion.isStale(answer(id, STARTED.minusMillis(1)), STARTED))
                .isTrue();
        assertThat(LedgerQuestion.isStale(answer(id, STARTED), STARTED)).isFalse();
    }

    @Test
    void each_question_has_an_identity_of_its_own() {
        assertThat(LedgerQuestion.at(STARTED)).isNotEqualTo(LedgerQuestion.at(STARTED));
    }

    private static Envelope<?> answer(String id, Instant time) {
        LedgerReported nothing = new LedgerReported(new DatabaseId("shop"), List.of(), true);
        return new Envelope<>(new MessageId("/agent/shop", id), time, "shop", 0, 0, "", nothing);
    }
}
