package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.towpath.acceptance.faults.Schedule;
import dev.towpath.contracts.Stage;
import dev.towpath.standalone.shop.Seat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two hundred faults: rollouts of the shop one after the other on a stack that stays up, each under the ten faults of the
 * next seed, each taken back when the old column is hidden, so that the next one finds what it found. A call ends after
 * less than an hour; the next one goes on.
 */
@EnabledIfSystemProperty(
        named = "towpath.long",
        matches = "true",
        disabledReason = "two hundred faults take most of an hour: ./towpath verify --long")
class ManyFaultsIT {
    private static final int ROLLOUTS = 200 / Schedule.FAULTS;
    private static final Duration BEGIN_NONE_AFTER = Duration.ofMinutes(50);

    @RegisterExtension
    static final OwnProduct PRODUCT = OwnProduct.twofoldBehindSluices();

    static Running running;
    static Stack stack;
    static Shop shop;

    private final List<Hit> hits = new ArrayList<>();

    @BeforeAll
    static void meet() {
        running = PRODUCT.running();
        stack = running.stack();
        shop = new Shop(stack);
    }

    @Test
    void two_hundred_faults_fail_no_request_and_every_rollout_ends_as_it_is_told() throws Exception {
        shop.makeTheColumnHarder();
        List<String> before = Catalog.ofUsers(stack.shopJdbc());
        new CommittedDdl(stack).watch();
        Instant last = Instant.now().plus(BEGIN_NONE_AFTER);
        for (int attempt = 1;
                FaultsLedger.lines().size() < ROLLOUTS && Instant.now().isBefore(last);
                attempt++) {
            long seed = FaultsLedger.lines().size() + 1L;
            Instant began = Instant.now();
            List<Hit> of = bear(seed, attempt, before);
            FaultsLedger.add(seed, of, began);
        }
        shop.close();
        shop.assertEveryNameIsThere("full_name");
        var seen = running.wire().readAll("towpath.");
        assertThat(SeenMessages.violations(seen)).isEmpty();
        assertThat(TopicOrder.violations(seen)).isEmpty();
        new Auditor(stack).anchor();
        int done = FaultsLedger.lines().size();
        Assumptions.assumeTrue(
                done >= ROLLOUTS, done + " of " + ROLLOUTS + " rollouts are done: call again, and it goes on");
        FaultsLedger.publish();
    }

    private List<Hit> bear(long seed, int attempt, List<String> before) throws Exception {
        CommittedDdl ddl = new CommittedDdl(stack);
        ddl.forget();
        ShopRollout rollout = new ShopRollout(running, attempt);
        rollout.submit();
        Ordeal ordeal = new Ordeal(stack, rollout, Schedule.of(seed));
        for (Stage stage : Stage.values()) {
            ordeal.pass(stage);
            if (stage == Stage.DUAL_WRITE && attempt == 1) {
                rollout.awaitPhase("dual_write");
                shop.upgrade(Seat.ALL);
            }
        }
        rollout.awaitGate("drop");
        rollout.rollBack();
        rollout.awaitState("rolled_back");
        rollout.awaitPhase("old");
        hits.addAll(ordeal.hits());
        Outcome outcome = new Outcome(running, rollout, ordeal.hits());
        assertAll(
                outcome::assertEveryFaultWasInTheMiddle,
                () -> outcome.assertTheHistoryIsWhole(ShopRollout.STAGES),
                outcome::assertEveryStepHasItsReceipt,
                outcome::assertNoAlarmIsLeft,
                () -> Outcome.assertOnlyTheServersDeathFailedRequests(shop, hits),
                () -> assertThat(ddl.statements()).isNotEmpty().doesNotHaveDuplicates(),
                () -> assertThat(Catalog.ofUsers(stack.shopJdbc())).containsExactlyInAnyOrderElementsOf(before),
                () -> assertThat(Catalog.leftovers(stack.targetJdbc())).isEmpty());
        return ordeal.hits();
    }
}
