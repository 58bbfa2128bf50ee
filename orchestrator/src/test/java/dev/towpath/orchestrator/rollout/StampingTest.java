package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.towpath.contracts.Revision;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.command.StampRevision;
import dev.towpath.contracts.event.DatabaseEvent;
import dev.towpath.contracts.event.DatabaseEvent.DropAwaited;
import dev.towpath.contracts.event.DatabaseEvent.RevisionAdmitted;
import dev.towpath.contracts.event.DatabaseEvent.RevisionStamped;
import dev.towpath.contracts.event.DatabaseEvent.RolloutEnded;
import dev.towpath.contracts.event.RolloutEnd;
import dev.towpath.contracts.event.RolloutEvent.PlanRequested;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.Decision.AlreadyDone;
import dev.towpath.orchestrator.rollout.Decision.Rejected;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.view.GraphView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StampingTest {
    private static final Revision PARENT = RenameFile.PARENT.revision();
    private static final Revision LEGACY = new Revision("legacy");

    private DatabaseState database = Journey.registered();

    @Test
    void a_database_that_comes_with_a_history_gets_its_first_revision() {
        assertThat(stamp(LEGACY)).isEqualTo(new Accepted<>(List.of(new RevisionStamped(LEGACY, Lineage.ROOT))));
    }

    @Test
    void what_follows_a_stamp_is_planned_at_once_and_what_waited_is_woken() {
        Journey journey = new Journey()
                .meanwhile(new RevisionAdmitted(RenameFile.PARENT, Journey.AUTHOR, Lineage.ROOT))
                .submitted(RenameFile.following(RenameFile.PARENT));
        journey.meanwhile(new RolloutEnded(RenameFile.PARENT, RolloutEnd.ABORTED))
                .look();
        RevisionStamped stamped = new RevisionStamped(PARENT, Lineage.ROOT);

        journey.meanwhile(stamped).look();

        assertThat(journey.events()).last().isEqualTo(new PlanRequested());
        assertThat(DatabaseReactor.wake(
                        new Journey()
                                .begun(RenameFile.PARENT)
                                .submitted(RenameFile.following(RenameFile.PARENT))
                                .database(),
                        stamped))
                .containsExactly(RenameFile.ID);
    }

    @Test
    void a_stamp_satisfies_whoever_depends_on_a_stage_of_it() {
        database = after(new RevisionStamped(LEGACY, Lineage.ROOT));

        assertThat(database.revisions()
                        .of(LEGACY)
                        .orElseThrow()
                        .satisfies(new Dependency(LEGACY, Optional.of(Stage.CONTRACT))))
                .isTrue();
    }

    @Test
    void the_same_stamp_again_changes_nothing_and_another_place_is_refused() {
        database = after(new RevisionStamped(LEGACY, Lineage.ROOT));
        database = after(new RevisionStamped(PARENT, RenameFile.lineage(LEGACY)));

        assertThat(stamp(PARENT)).isInstanceOf(AlreadyDone.class);
        assertThat(stamp(PARENT, LEGACY)).isInstanceOf(AlreadyDone.class);
        assertThat(stamp(LEGACY, PARENT)).isEqualTo(refused(new GraphRejection.RevisionStamped(LEGACY, Journey.DBA)));
    }

    @Test
    void a_revision_that_is_rolled_out_is_not_stamped_meanwhile() {
        database = after(new RevisionAdmitted(RenameFile.PARENT, Journey.AUTHOR, Lineage.ROOT));

        assertThat(stamp(PARENT)).isEqualTo(new Rejected<>(new RolloutRejection.RolloutAlreadyOpen(RenameFile.PARENT)));
    }

    @Test
    void a_completed_revision_needs_no_stamp() {
        database = after(new RevisionAdmitted(RenameFile.PARENT, Journey.AUTHOR, Lineage.ROOT));
        database = after(new RolloutEnded(RenameFile.PARENT, RolloutEnd.COMPLETED));

        assertThat(stamp(PARENT)).isInstanceOf(AlreadyDone.class);
    }

    @Test
    void a_revision_whose_rollout_came_to_nothing_keeps_the_place_that_it_had() {
        database = after(new RevisionStamped(LEGACY, Lineage.ROOT));
        database = after(new RevisionAdmitted(RenameFile.PARENT, Journey.AUTHOR, RenameFile.lineage(LEGACY)));
        database = after(new RolloutEnded(RenameFile.PARENT, RolloutEnd.FAILED));

        assertThat(stamp(PARENT))
                .isEqualTo(new Accepted<>(List.of(new RevisionStamped(PARENT, RenameFile.lineage(LEGACY)))));
    }

    @Test
    void nothing_is_reached_before_what_it_follows() {
        database = after(new RevisionAdmitted(RenameFile.PARENT, Journey.AUTHOR, Lineage.ROOT));

        assertThat(stamp(LEGACY, PARENT)).isEqualTo(refused(new GraphRejection.ParentNotReached(LEGACY, PARENT)));

        database = after(new DropAwaited(RenameFile.PARENT));
        assertThat(stamp(LEGACY, PARENT)).isInstanceOf(Accepted.class);
    }

    @Test
    void a_stamp_has_to_have_a_place_like_any_revision() {
        database = after(new RevisionStamped(LEGACY, Lineage.ROOT));

        assertThat(stamp(PARENT))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.rejection().rule()).isEqualTo("SecondHead"));
        assertThat(stamp(PARENT, new Revision("gone")))
                .isEqualTo(refused(
                        new GraphRejection.UnknownRevision(RenameFile.SHOP, "down_revision", new Revision("gone"))));
    }

    @Test
    void a_stamped_revision_is_not_rolled_out() {
        database = after(new RevisionStamped(RenameFile.REVISION, Lineage.ROOT));

        assertThat(Submission.decide(RenameFile.open(), Journey.AUTHOR, database, RolloutState.NONE))
                .isEqualTo(
                        new Submission.Refused(new GraphRejection.RevisionStamped(RenameFile.REVISION, Journey.DBA)));
    }

    @Test
    void a_database_that_nobody_registered_is_named() {
        database = DatabaseState.NONE;

        assertThat(stamp(LEGACY)).isEqualTo(new Rejected<>(new DatabaseRejection.UnknownDatabase(RenameFile.SHOP)));
    }

    @Test
    void users_see_the_graph_parents_first_with_what_is_reached() {
        database = after(new RevisionStamped(LEGACY, new Lineage(List.of(), List.of(), List.of("core"), false)));
        database = after(new RevisionAdmitted(RenameFile.ID, Journey.AUTHOR, RenameFile.lineage(LEGACY)));
        database = after(new DatabaseEvent.RolloutBegun(RenameFile.ID));
        database = after(new DatabaseEvent.RevisionReached(RenameFile.ID, Stage.EXPAND));

        GraphView view = GraphView.of((DatabaseState.Registered) database);

        assertThat(view.heads()).containsExactly(RenameFile.REVISION.value());
        assertThat(view.revisions())
                .extracting(
                        GraphView.Node::revision,
                        GraphView.Node::state,
                        GraphView.Node::rolloutId,
                        GraphView.Node::branches,
                        GraphView.Node::head)
                .containsExactly(
                        tuple("legacy", "stamped", "", List.of("core"), false),
                        tuple(RenameFile.REVISION.value(), "begun", RenameFile.ID.toString(), List.of("core"), true));
        assertThat(view.revisions())
                .extracting(GraphView.Node::reached)
                .containsExactly(List.of("expand", "dual_write", "backfill", "cutover", "contract"), List.of("expand"));
    }

    private Decision<DatabaseEvent> stamp(Revision revision, Revision... parents) {
        return Stamping.decide(
                database,
                new StampRevision(Journey.DBA, "it is there", RenameFile.SHOP, revision, List.of(parents), false),
                Asked.alone(Journey.DBA, "it is there", Journey.START));
    }

    private DatabaseState after(DatabaseEvent event) {
        return DatabaseState.evolve(database, database.version() + 1, Journey.START, Journey.DBA, "", event);
    }

    private static Decision<DatabaseEvent> refused(GraphRejection why) {
        return new Rejected<>(why);
    }
}
