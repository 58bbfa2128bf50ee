package dev.towpath.orchestrator.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.event.DatabaseEvent.DatabaseRegistered;
import dev.towpath.orchestrator.eventstore.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private final RolloutJson json = new RolloutJson(new MessageCodec());

    @Test
    void a_rollouts_row_is_the_fold_of_its_whole_stream() {
        List<StoredEvent> stream = History.unplannable(History.rollout(1));
        List<StoredEvent> batch = stream.subList(1, 2);

        assertThat(Projection.rolloutsOf(batch)).containsExactly("shop.r1");
        ListedRollout row = only(ListedRollout.class, Projection.rows(batch, List.of(stream), json));
        assertThat(row.state).isEqualTo("failed");
        assertThat(row.version).isEqualTo(2);
        assertThat(row.created).isEqualTo(History.START.plusSeconds(1));
    }

    @Test
    void a_document_comes_back_from_its_row_as_it_was() {
        RolloutDocument document = FoldedRollout.of(History.unplannable(History.rollout(1)))
                .orElseThrow()
                .document(History.START);

        assertThat(json.read(json.write(document))).contains(document);
        assertThat(document.failure()).isEqualTo(History.FAILURE);
        assertThat(document.stage()).isNull();
    }

    @Test
    void tries_of_one_revision_share_the_row_of_its_phase_and_the_latest_counts() {
        List<StoredEvent> first = History.unplannable(History.rollout(1));
        RolloutId again = History.rollout(2);
        List<StoredEvent> second = History.stream(again.toString(), History.submitted(again));
        List<StoredEvent> batch = new ArrayList<>(first);
        batch.addAll(second);

        List<Object> rows = Projection.rows(batch, List.of(first, second), json);

        ListedPhase phase = only(ListedPhase.class, rows);
        assertThat(phase.rolloutId).isEqualTo("shop.r1.2");
        assertThat(phase.id).isEqualTo("shop/r1");
        assertThat(phase.announcement().phase()).isEqualTo(Phase.OLD);
        assertThat(rows.stream().filter(ListedRollout.class::isInstance)).hasSize(2);
    }

    @Test
    void a_registered_database_is_listed_with_who_registered_it() {
        List<StoredEvent> batch =
                History.stream("database/shop", new DatabaseRegistered(new DatabaseId("shop"), Engine.POSTGRESQL));

        ListedDatabase row = only(ListedDatabase.class, Projection.rows(batch, List.of(), json));

        assertThat(row.engine).isEqualTo("postgresql");
        assertThat(row.registeredBy).isEqualTo("author@example.org");
    }

    private static <T> T only(Class<T> kind, List<Object> rows) {
        List<T> found = rows.stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
