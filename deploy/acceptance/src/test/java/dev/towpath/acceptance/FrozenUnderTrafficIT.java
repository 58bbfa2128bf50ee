package dev.towpath.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.standalone.shop.Seat;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shop's rollout under its traffic, while in every stage a reader holds the table, and agent, orchestrator and Kafka
 * stand still for a while, one after the other, without dying.
 */
class FrozenUnderTrafficIT {
    private static final Duration READER = Duration.ofSeconds(Boolean.getBoolean("towpath.long") ? 60 : 14);
    private static final Duration FROZEN = Duration.ofSeconds(Boolean.getBoolean("towpath.long") ? 15 : 4);

    @TempDir
    static Path folder;

    static Running running;
    static Shop shop;

    @BeforeAll
    static void start() throws Exception {
        running = Running.start(folder.resolve("data"), "--shop");
        shop = new Shop(running.stack());
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @Test
    void what_stands_still_or_holds_the_table_fails_no_request_and_the_rollout_goes_on() throws Exception {
        ShopRollout rollout = new ShopRollout(running, 1);
        rollout.submit();
        for (String stage : ShopRollout.STAGES) {
            rollout.awaitGate(stage);
            try (Connection reader = DriverManager.getConnection(running.stack().shopJdbc());
                    Statement statement = reader.createStatement()) {
                reader.setAutoCommit(false);
                statement.execute("SELECT id FROM users LIMIT 1");
                Instant until = Instant.now().plus(READER);
                rollout.approve(stage);
                rollout.awaitEntered(stage);
                List.of("agent-1", "orchestrator-1", "kafka").forEach(FrozenUnderTrafficIT::standStill);
                waitUntil(until);
                reader.commit();
            }
            if (stage.equals("dual_write")) {
                rollout.awaitPhase("dual_write");
                shop.upgrade(Seat.ALL);
            }
        }
        rollout.approve("drop");
        rollout.awaitState("completed");
        shop.close();
        shop.assertNoRequestFailed();
        assertThat(shop.report().total().connectionErrors()).isEmpty();
        shop.assertEveryNameIsThere("display_name");
        assertThat(Catalog.leftovers(running.stack().targetJdbc())).isEmpty();
        assertTheHistoryIsProved(rollout.id());
    }

    private static void assertTheHistoryIsProved(String rollout) throws Exception {
        Auditor auditor = new Auditor(running.stack());
        Path file = folder.resolve("audit.json");
        auditor.anchor();
        auditor.export(rollout, file);
        Catalog.run(
                running.stack().storeJdbc(),
                "UPDATE event SET actor = 'nobody@example.org' WHERE stream = '" + rollout + "' AND version = 3");

        assertThat(auditor.verify(file).exitCode()).isZero();
        Auditor.Verdict verdict = auditor.verify();
        assertThat(verdict.exitCode()).isEqualTo(1);
        assertThat(verdict.text())
                .contains("stream " + rollout + " version 3 was edited")
                .contains("broken: 1 finding;");
    }

    private static void standStill(String name) {
        running.stack().freeze(name);
        waitUntil(Instant.now().plus(FROZEN));
        running.stack().thaw(name);
    }

    private static void waitUntil(Instant moment) {
        Awaitility.await().atMost(READER.plus(FROZEN).plusSeconds(5)).until(() -> Instant.now()
                .isAfter(moment));
    }
}
