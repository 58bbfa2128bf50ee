package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.standalone.shop.Seat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shop's rollout is taken back from every stage, one try after the other, under the shop's traffic. */
class RollbackUnderTrafficIT {
    @RegisterExtension
    static final OwnProduct PRODUCT = OwnProduct.withShop();

    static Running running;
    static Shop shop;

    @BeforeAll
    static void meet() {
        running = PRODUCT.running();
        shop = new Shop(running.stack());
    }

    @Test
    void from_every_stage_the_schema_comes_back_whole_and_no_request_fails() throws Exception {
        shop.makeTheColumnHarder();
        List<String> before = Catalog.ofUsers(running.stack().shopJdbc());
        for (int attempt = 1; attempt <= ShopRollout.STAGES.size(); attempt++) {
            ShopRollout rollout = new ShopRollout(running, attempt);
            rollout.submit();
            bringInto(ShopRollout.STAGES.get(attempt - 1), rollout);
            rollout.rollBack();
            rollout.awaitState("rolled_back");
            rollout.awaitPhase("old");
            assertThat(Catalog.ofUsers(running.stack().shopJdbc()))
                    .as("after a rollback in stage " + ShopRollout.STAGES.get(attempt - 1))
                    .containsExactlyInAnyOrderElementsOf(before);
            assertThat(Catalog.leftovers(running.stack().targetJdbc())).isEmpty();
            shop.assertNoRequestFailed();
        }
        shop.awaitTraffic();
        shop.close();
        shop.assertNoRequestFailed();
        assertThat(shop.report().total().connectionErrors()).isEmpty();
        shop.assertEveryNameIsThere("full_name");
        assertThat(SeenMessages.violations(running.wire().readAll("towpath."))).isEmpty();
    }

    /** Into the first moments of the stage; of the last one to its last gate, behind which there is no way back. */
    private static void bringInto(String last, ShopRollout rollout) throws Exception {
        for (String stage : ShopRollout.STAGES) {
            rollout.approve(stage);
            rollout.awaitEntered(stage);
            if (stage.equals("dual_write") && !last.equals("dual_write")) {
                rollout.awaitPhase("dual_write");
                shop.upgrade(Seat.ALL);
            }
            if (stage.equals(last)) {
                break;
            }
        }
        if (last.equals("contract")) {
            rollout.awaitGate("drop");
            shop.awaitTraffic();
        }
    }
}
