package dev.towpath.orchestrator.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import dev.towpath.orchestrator.rollout.view.RolloutView.WaitingFor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final List<StoredEvent> STREAM = History.unplannable(History.rollout(1));

    @Test
    void what_it_waits_for_and_what_one_may_do_stand_in_one_line() {
        assertThat(planning().summary())
                .isEqualTo("planning. Waits for plan: The agent of shop makes the plan."
                        + " Wait for the plan, pause, or roll back.");
    }

    @Test
    void a_failure_stands_in_the_line() {
        RolloutDocument failed = FoldedRollout.of(STREAM).orElseThrow().document(History.START);
        assertThat(failed.summary())
                .isEqualTo("failed: TableMissing: no table users. Mend what the failure names and submit the revision"
                        + " again; nothing was changed.");
    }

    @Test
    void a_running_step_is_named_with_its_attempt_and_the_first_of_what_it_waits_for() {
        Progress progress = new Progress(3, 8, "backfill.1.copy", "copy\nrows", 2, null, null, null, null);
        WaitingFor lock = new WaitingFor("lock", History.START, "Held by pid 7.");
        WaitingFor agent = new WaitingFor("agent", History.START, "Silent.");
        assertThat(planning().observed(progress, List.of(lock, agent)).summary())
                .isEqualTo("planning, step backfill.1.copy (copy rows), attempt 2, 3 of 8 steps done."
                        + " Waits for plan: The agent of shop makes the plan. And for 2 more."
                        + " Wait for the plan, pause, or roll back.");
    }

    @Test
    void what_a_failure_says_already_is_not_said_again() {
        Progress progress = new Progress(3, 8, "", "", 0, null, null, null, null);
        WaitingFor doubt = new WaitingFor("doubt", History.START, "No receipt. The statements: ALTER TABLE users");
        WaitingFor retry = new WaitingFor("retry", History.START, "Step backfill.1.copy failed: Blocked.");
        assertThat(planning().observed(progress, List.of(doubt, retry)).summary())
                .isEqualTo("planning, 3 of 8 steps done. Waits for plan: The agent of shop makes the plan."
                        + " Wait for the plan, pause, or roll back.");
    }

    @Test
    void it_is_part_of_the_answer_and_never_read_back() {
        RolloutDocument document = planning();
        RolloutJson json = new RolloutJson(new MessageCodec());
        JsonNode written = new MessageCodec().mapper().valueToTree(document);
        assertThat(written.path("summary").asText()).isEqualTo(document.summary());
        assertThat(json.read(json.write(document))).contains(document);
    }

    private static RolloutDocument planning() {
        return FoldedRollout.of(STREAM.subList(0, 1)).orElseThrow().document(History.START);
    }
}
