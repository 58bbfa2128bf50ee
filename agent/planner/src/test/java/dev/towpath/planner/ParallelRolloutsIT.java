package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.outcome.Failure;
import dev.towpath.contracts.plan.Conflict;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.planner.neighbour.Neighbour;
import dev.towpath.planner.neighbour.Neighbours;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two renames in one table, stage by stage in turns, while clients of every version write. */
class ParallelRolloutsIT {
    private static final String RENAME = "ALTER TABLE pairs RENAME %1$s TO %1$s2";
    private static final Map<String, List<String>> PLAINLY_RENAMED = new HashMap<>();
    private static final String SHARED = """
            CREATE INDEX shared_columns ON pairs (a, b);
            CREATE INDEX shared_include ON pairs (b) INCLUDE (a);
            CREATE INDEX shared_where ON pairs (b) WHERE a > 'v';
            ALTER TABLE pairs ADD CONSTRAINT shared_key UNIQUE (b, a);
            ALTER TABLE pairs ADD CONSTRAINT shared_check CHECK (a < b || 'x');
            CREATE STATISTICS shared_statistics ON a, b FROM pairs""";

    /**
     * A letter is the next move of that rollout: its first one plans it, then four stages, the hide, the drop; a small
     * letter takes back all that was done of it.
     */
    @ParameterizedTest
    @CsvSource({
        "in turns with the first one ahead, ABABABABABABAB, ab",
        "overtaken before the hide, ABABABABABBBAA, ab",
        "planned together and hidden the other way round, ABBBBBAAAAABBA, ab",
        "planned while the other is expanded and ending first, AABBBBBBBAAAAA, ab",
        "planned while the other fires its triggers, AAABABABABABBB, ab",
        "planned while the other has copies of everything, AAAAABBBBBAABB, ab",
        "planned and done while the other is hidden, AAAAAABBBBBBBA, ab",
        "taken back from cutover while the other is filled, ABABABABAaBBB, b",
        "taken back from the hide while the other has its triggers, AAAAAABBBaBBBB, b",
        "the later one taken back from the hide, AABBBBBBAAAbAA, a",
        "taken back and done again beside the other, ABBABBAaABABAAABAA, ab",
    })
    void the_catalog_is_what_two_plain_renames_make(String how, String moves, String renamed) throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            target.owner(TestTarget.resource("/fixtures/pairs.sql"));
            PairRollouts rollouts = new PairRollouts(target);
            PairClients clients = new PairClients(target.connect(TestTarget.APP));
            for (char move : moves.toCharArray()) {
                rollouts.move(move);
                clients.write(rollouts.names('A'), rollouts.names('B'));
            }
            assertThat(CatalogDump.of(target.connect("postgres")))
                    .as(how)
                    .containsExactlyInAnyOrderElementsOf(afterPlainRenames(renamed));
            clients.findEverything(
                    rollouts.names('A').getLast(), rollouts.names('B').getLast());
        }
    }

    @Test
    void what_both_need_and_one_changes_is_named_in_every_stage() throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            target.owner(TestTarget.resource("/fixtures/pairs.sql"));
            target.owner(SHARED);
            PairRollouts rollouts = new PairRollouts(target);
            for (char move : "AAAAAA".toCharArray()) {
                rollouts.move(move);
                assertThat(inTheWay(rollouts.plan('B', "a", "other"))).contains("column public.pairs.a");
                assertThat(inTheWay(rollouts.plan('B', "a2", "other"))).contains("column public.pairs.a2");
                assertThat(inTheWay(rollouts.plan('B', "touched", "a"))).contains("column public.pairs.a");
                assertThat(inTheWay(rollouts.plan('B', "b", "other")))
                        .contains(
                                "index public.shared_columns",
                                "index public.shared_include",
                                "index public.shared_where",
                                "constraint public.pairs.shared_key",
                                "constraint public.pairs.shared_check",
                                "statistics public.shared_statistics");
            }
        }
    }

    private static List<String> inTheWay(PlanResult result) {
        PlanResult.Refused refused = (PlanResult.Refused) result;
        assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.TRANSIENT);
        assertThat(refused.failure().rule()).isEqualTo(PlanResult.Refused.FOOTPRINT_TAKEN);
        assertThat(refused.conflicts()).extracting(Conflict::rolloutId).containsExactly(PairRollouts.A);
        return refused.conflicts().getFirst().objects();
    }

    @Test
    void what_no_open_rollout_has_made_is_refused_as_left_behind() throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            target.owner(TestTarget.resource("/fixtures/pairs.sql"));
            target.owner("ALTER TABLE pairs ADD tp_0123abcd_hidden text");
            Neighbours others = new Neighbours(
                    List.of(new Neighbour(RolloutId.parse("shop.other"), new Footprint("public.pairs", List.of()))));

            PlanResult result = Planner.plan(
                    PairRollouts.B,
                    Fixture.rename("public", "pairs", "b", "b2", Fixture.backfill(target)),
                    target.snapshot("public", "pairs"),
                    List.of(),
                    others);
            assertThat(Fixture.refused(result).rule()).isEqualTo("LeftoverObjects");
        }
    }

    @Test
    void a_foreign_key_and_the_key_that_it_rests_on_are_not_built_again_side_by_side() throws SQLException {
        try (TestTarget target = TestTarget.create()) {
            target.owner(TestTarget.resource("/fixtures/pairs.sql"));
            target.owner(
                    "ALTER TABLE known ADD note text; CREATE UNIQUE INDEX known_note ON known (code) INCLUDE (note)");
            PairRollouts rollouts = new PairRollouts(target);
            rollouts.move('A');

            PlanResult result = Planner.plan(
                    PairRollouts.B,
                    Fixture.rollout(new RenameColumn("public", "known", "note", "remark"), Fixture.backfill(target)),
                    target.snapshot("public", "known"),
                    List.of(),
                    rollouts.beside('B'));
            assertThat(((PlanResult.Refused) result).conflicts())
                    .containsExactly(new Conflict(PairRollouts.A, List.of("key public.known (code)")));
        }
    }

    private static List<String> afterPlainRenames(String renamed) throws SQLException {
        List<String> known = PLAINLY_RENAMED.get(renamed);
        if (known != null) {
            return known;
        }
        try (TestTarget other = TestTarget.create()) {
            other.owner(TestTarget.resource("/fixtures/pairs.sql"));
            for (char column : renamed.toCharArray()) {
                other.owner(RENAME.formatted(column));
            }
            List<String> catalog = CatalogDump.of(other.connect("postgres"));
            PLAINLY_RENAMED.put(renamed, catalog);
            return catalog;
        }
    }
}
