package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A whole rename, as one list of commands, events and effects in the order in which they happen. */
class RenameConversationTest {
    @Test
    void a_rename_goes_from_its_submission_to_its_dropped_column() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilCompleted();

        assertThat(journey.conversation().stream().map(Story::line).toList())
                .isEqualTo(Story.expected("/rollout/rename-conversation.txt"));
    }

    @Test
    void it_ends_as_its_history_says() {
        Journey journey = new Journey().submitted(RenameFile.gated()).untilCompleted();
        assertThat(journey.folded()).isEqualTo(journey.state());
    }
}
