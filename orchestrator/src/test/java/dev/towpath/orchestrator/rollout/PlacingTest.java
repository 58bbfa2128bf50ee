package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.RevisionAdmitted;
import dev.towpath.contracts.event.DatabaseEvent.RolloutEnded;
import dev.towpath.contracts.event.RolloutEnd;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.orchestrator.rollout.GraphRejection.LabelTaken;
import dev.towpath.orchestrator.rollout.GraphRejection.RevisionCycle;
import dev.towpath.orchestrator.rollout.GraphRejection.SecondHead;
import dev.towpath.orchestrator.rollout.GraphRejection.SecondHead.Head;
import dev.towpath.orchestrator.rollout.GraphRejection.UnknownRevision;
import dev.towpath.orchestrator.rollout.GraphRejection.WrongDatabase;
import dev.towpath.orchestrator.rollout.Submission.Admitted;
import dev.towpath.orchestrator.rollout.Submission.Refused;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The revision of the tests comes to a database where alice's is, which has the label {@code core}. */
class PlacingTest {
    private static final String ALICE = "alice@example.org";
    private static final Revision PARENT = RenameFile.PARENT.revision();
    private static final Head ALICES = new Head(PARENT, ALICE);
    private static final Head OURS = new Head(RenameFile.REVISION, Journey.AUTHOR);

    private DatabaseState database = with(
            Journey.registered(),
            new RevisionAdmitted(RenameFile.PARENT, ALICE, new Lineage(List.of(), List.of(), List.of("core"), false)));

    @Test
    void a_root_beside_a_head_is_refused_naming_both_and_their_authors() {
        assertThat(submitted(Lineage.ROOT)).isEqualTo(refused(new SecondHead(OURS, List.of(ALICES))));
        assertThat(new SecondHead(OURS, List.of(ALICES)).detail())
                .contains(RenameFile.REVISION.value(), Journey.AUTHOR, PARENT.value(), ALICE);
    }

    @Test
    void it_is_admitted_if_it_follows_the_head_or_another_head_is_meant() {
        assertThat(submitted(RenameFile.lineage(PARENT))).isInstanceOf(Admitted.class);
        assertThat(submitted(new Lineage(List.of(), List.of(), List.of(), true)))
                .isInstanceOf(Admitted.class);
    }

    @Test
    void the_head_of_a_rollout_that_came_to_nothing_is_none() {
        database = with(database, new RolloutEnded(RenameFile.PARENT, RolloutEnd.FAILED));

        assertThat(submitted(Lineage.ROOT)).isInstanceOf(Admitted.class);
    }

    @Test
    void it_may_follow_what_came_to_nothing_and_then_waits_for_its_next_try() {
        database = with(database, new RolloutEnded(RenameFile.PARENT, RolloutEnd.ROLLED_BACK));

        assertThat(submitted(RenameFile.lineage(PARENT))).isInstanceOf(Admitted.class);
    }

    @Test
    void the_next_try_keeps_its_place_among_the_others() {
        RolloutId other = new RolloutId(RenameFile.SHOP, new Revision("other"), 1);
        database = with(database, new RolloutEnded(RenameFile.PARENT, RolloutEnd.FAILED));
        database = with(database, new RevisionAdmitted(other, ALICE, Lineage.ROOT));
        database = with(database, new RevisionAdmitted(RenameFile.PARENT.next(), ALICE, Lineage.ROOT));

        assertThat(database.revisions().graph().order()).containsExactly(PARENT, other.revision());
    }

    @Test
    void a_dependency_on_a_label_is_recorded_as_one_on_its_revision() {
        Dependency label = new Dependency(new Revision("core"), Optional.empty());
        Lineage recorded =
                new Lineage(List.of(PARENT), List.of(new Dependency(PARENT, Optional.empty())), List.of(), false);

        assertThat(submitted(new Lineage(List.of(PARENT), List.of(label), List.of(), false)))
                .isInstanceOfSatisfying(
                        Admitted.class,
                        admitted -> assertThat(admitted.spec().lineage()).isEqualTo(recorded));
    }

    @Test
    void what_is_wrong_with_a_place_has_a_rule_of_its_own() {
        assertThat(submitted(RenameFile.lineage(new Revision("gone"))))
                .isEqualTo(refused(new UnknownRevision(RenameFile.SHOP, "down_revision", new Revision("gone"))));
        assertThat(submitted(RenameFile.lineage(RenameFile.REVISION)))
                .isEqualTo(refused(new RevisionCycle(List.of(RenameFile.REVISION))));
        assertThat(submitted(new Lineage(List.of(PARENT), List.of(), List.of("core"), false)))
                .isEqualTo(refused(new LabelTaken("core", PARENT)));
    }

    @Test
    void a_revision_of_another_database_is_named_with_that_database() {
        UnknownRevision unknown = new UnknownRevision(RenameFile.SHOP, "down_revision", PARENT);
        UnknownRevision nowhere = new UnknownRevision(RenameFile.SHOP, "down_revision", new Revision("gone"));
        DatabaseId crm = new DatabaseId("crm");
        DatabaseState other = with(
                with(DatabaseState.NONE, new DatabaseEvent.DatabaseRegistered(crm, Engine.POSTGRESQL)),
                new RevisionAdmitted(new RolloutId(crm, PARENT, 1), ALICE, Lineage.ROOT));

        assertThat(Submission.lookingElsewhere(unknown, List.of(Journey.registered(), other)))
                .isEqualTo(new WrongDatabase(RenameFile.SHOP, "down_revision", PARENT, List.of(crm)));
        assertThat(Submission.lookingElsewhere(nowhere, List.of(other))).isEqualTo(nowhere);
    }

    private Submission submitted(Lineage lineage) {
        RolloutSpec spec = RenameFile.with(Map.of(), Duration.ZERO, Map.of(), lineage);
        return Submission.decide(spec, Journey.AUTHOR, database, RolloutState.NONE);
    }

    private static Submission refused(GraphRejection why) {
        return new Refused(why);
    }

    private static DatabaseState with(DatabaseState state, DatabaseEvent event) {
        return DatabaseState.evolve(state, state.version() + 1, Journey.START, Journey.DBA, "", event);
    }
}
