package dev.towpath.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.Step;
import dev.towpath.planner.neighbour.Neighbour;
import dev.towpath.planner.neighbour.Neighbours;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Two renames in {@code pairs}: {@code A} of column a to a2, {@code B} of b to b2, each planned beside the other as the
 * ledger lists it.
 */
final class PairRollouts {
    static final RolloutId A = RolloutId.parse("shop.rename_a");
    static final RolloutId B = RolloutId.parse("shop.rename_b");
    private static final int HIDDEN = 5;
    private static final int DROPPED = 6;

    private final TestTarget target;
    private final Map<Character, Plan> open = new HashMap<>();
    private final Map<Character, PlanRun> runs = new HashMap<>();
    private final Map<Character, Integer> done = new HashMap<>();

    PairRollouts(TestTarget target) {
        this.target = target;
    }

    /** See {@link ParallelRolloutsIT}. */
    void move(char move) throws SQLException {
        char which = Character.toUpperCase(move);
        if (move != which) {
            takeBack(which);
        } else if (open.containsKey(which)) {
            goOn(which);
        } else {
            String column = column(which);
            Plan plan = Fixture.planned(plan(which, column, column + "2"));
            open.put(which, plan);
            runs.put(which, new PlanRun(plan, target.connect(TestTarget.AGENT)));
            done.put(which, 0);
        }
    }

    PlanResult plan(char which, String from, String to) throws SQLException {
        return Planner.plan(
                id(which),
                Fixture.rename("public", "pairs", from, to, Fixture.backfill(target)),
                target.snapshot("public", "pairs"),
                List.of(),
                beside(which));
    }

    Neighbours beside(char which) {
        List<Neighbour> others = new ArrayList<>();
        open.forEach((other, plan) -> {
            if (other != which) {
                others.add(new Neighbour(id(other), plan.footprint()));
            }
        });
        return new Neighbours(others);
    }

    /** The names under which clients can write the column now, the newest last. */
    List<String> names(char which) {
        String column = column(which);
        int moves = done.getOrDefault(which, 0);
        if (moves >= HIDDEN) {
            return List.of(column + "2");
        }
        return moves > Stage.DUAL_WRITE.ordinal() ? List.of(column, column + "2") : List.of(column);
    }

    private void goOn(char which) throws SQLException {
        int moves = done.merge(which, 1, Integer::sum);
        PlanRun run = Objects.requireNonNull(runs.get(which));
        if (moves < HIDDEN) {
            run.run(Stage.values()[moves - 1]);
            return;
        }
        List<Step> contract = run.steps(Stage.CONTRACT);
        assertThat(contract).hasSize(2);
        run.run(contract.get(moves - HIDDEN));
        if (moves == DROPPED) {
            open.remove(which);
        }
    }

    private void takeBack(char which) throws SQLException {
        for (Stage stage :
                List.of(Stage.values()).subList(0, done.getOrDefault(which, 0)).reversed()) {
            Objects.requireNonNull(runs.get(which)).undo(stage);
        }
        open.remove(which);
        done.put(which, 0);
    }

    private static RolloutId id(char which) {
        return which == 'A' ? A : B;
    }

    private static String column(char which) {
        return which == 'A' ? "a" : "b";
    }
}
