package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.acceptance.faults.Schedule;
import dev.towpath.contracts.Stage;
import dev.towpath.standalone.shop.Seat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The shop's rollout under its traffic on two orchestrators and two agents, while processes are killed and stand still as a
 * seed says ({@code -Dtowpath.faults.seed}), each while a step is under way. Beside that an instance of a service is
 * killed, and one stays at its old version for a while.
 */
class FaultsUnderTrafficIT {
    private static final Seat LATE = Seat.of("billing-2");

    @RegisterExtension
    static final OwnProduct PRODUCT = OwnProduct.twofoldBehindSluices();

    static Running running;
    static Stack stack;
    static Shop shop;

    @BeforeAll
    static void meet() {
        running = PRODUCT.running();
        stack = running.stack();
        shop = new Shop(stack);
    }

    @Test
    void completes_with_no_request_failing_but_by_the_database_server_s_own_death_and_nothing_done_twice()
            throws Exception {
        shop.makeTheColumnHarder();
        List<String> before = Catalog.ofUsers(stack.shopJdbc());
        CommittedDdl ddl = new CommittedDdl(stack);
        ddl.watch();
        ShopRollout rollout = new ShopRollout(running, 1);
        rollout.submit();
        Ordeal ordeal = new Ordeal(stack, rollout, Schedule.of(Long.getLong("towpath.faults.seed", 1)));
        ordeal.pass(Stage.EXPAND);
        ordeal.pass(Stage.DUAL_WRITE);
        rollout.awaitPhase("dual_write");
        shop.upgrade(Seat.ALL.stream().filter(seat -> !seat.equals(LATE)).toList());
        ordeal.pass(Stage.BACKFILL);
        stack.kill("shop-crm-1");
        ordeal.pass(Stage.CUTOVER);
        aLateInstanceKeepsTheGateClosed(rollout);
        ordeal.pass(Stage.CONTRACT);
        rollout.approve("drop");
        rollout.awaitState("completed");
        shop.awaitTraffic();
        shop.close();

        Outcome outcome = new Outcome(running, rollout, ordeal.hits());
        outcome.assertEveryFaultWasInTheMiddle();
        outcome.assertTheHistoryIsWhole(List.of("expand", "dual_write", "backfill", "cutover", "contract", "drop"));
        outcome.assertEveryStepHasItsReceipt();
        outcome.assertNoAlarmIsLeft();
        Outcome.assertOnlyTheServersDeathFailedRequests(shop, ordeal.hits());
        shop.assertEveryNameIsThere("display_name");
        assertThat(ddl.statements()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(Catalog.ofUsers(stack.shopJdbc())).containsExactlyInAnyOrderElementsOf(Catalog.renamed(before));
        assertThat(Catalog.leftovers(stack.targetJdbc())).isEmpty();
        var seen = running.wire().readAll("towpath.");
        assertThat(SeenMessages.violations(seen)).isEmpty();
        assertThat(TopicOrder.violations(seen)).isEmpty();
        assertTheHistoryIsProved(rollout.id());
    }

    private static void aLateInstanceKeepsTheGateClosed(ShopRollout rollout) {
        rollout.awaitPhase("read_new");
        await().atMost(Duration.ofSeconds(60)).until(() -> rollout.waitingFor().contains(LATE.instance()));
        shop.awaitTraffic();
        assertThat(rollout.waitingFor()).contains("services").contains(LATE.instance());
        shop.upgrade(List.of(LATE));
    }

    private static void assertTheHistoryIsProved(String rollout) throws Exception {
        Auditor auditor = new Auditor(stack);
        Path file = PRODUCT.folder().resolve("audit.json");
        auditor.anchor();
        auditor.export(rollout, file);
        Catalog.run(
                stack.storeJdbc(),
                "UPDATE event SET actor = 'nobody@example.org' WHERE stream = '" + rollout + "' AND version = 3");

        assertThat(auditor.verify(file).exitCode()).isZero();
        Auditor.Verdict verdict = auditor.verify();
        assertThat(verdict.exitCode()).isEqualTo(1);
        assertThat(verdict.text())
                .contains("stream " + rollout + " version 3 was edited")
                .contains("broken: 1 finding;");
    }
}
