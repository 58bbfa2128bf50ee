package dev.towpath.standalone.demo;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.codec.RolloutFiles;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.standalone.part.Bundled;
import dev.towpath.standalone.shop.ShopPlace;
import dev.towpath.standalone.shop.ShopTables;
import dev.towpath.standalone.shop.report.Measured;
import dev.towpath.standalone.shop.report.ShopReport;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The whole demo on a Towpath with a shop that runs already: traffic before, a rollout under it, traffic after, summary. */
public record Demo(String bootstrap, ShopPlace place) {
    /** Plays it; whether everything was as it must be. Throws {@link DemoFailed} if the rollout isn't completed. */
    public boolean play() throws SQLException, UnreadableMessage, IOException {
        Screen screen = new Screen();
        UsersTable table = new UsersTable(place.tables());
        RolloutSpec rollout = new RolloutFiles().read(Bundled.bytes("demo/rollout.yaml"), RolloutFiles.Format.YAML);
        RolloutId id = new RolloutId(rollout.database(), rollout.revision(), 1);
        List<String> before = table.schema();
        introduce(screen);
        try (Conversation conversation = new Conversation(bootstrap, new DatabaseId("shop"));
                RolloutShow show =
                        new RolloutShow(id, conversation, table, new Upgrade(place.folder(), screen), screen)) {
            Traffic traffic = new Traffic(place.folder(), conversation);
            Measured earlier = traffic.watch();
            Instant from = Instant.now();
            show.play(rollout);
            Measured meanwhile = traffic.since(from);
            screen.line("  completed   the shop goes on for a while");
            Measured later = traffic.watch();
            ShopReport shop = traffic.end();
            List<String> after = table.schema();
            String fault = History.of(id.toString(), place.apiPort())
                    .fault(show.timeline().lastHash());
            Verdict verdict = Verdict.of(table, before, after, shop, show.rowsThatDiffer(), fault);
            summarise(screen, show.timeline(), List.of(earlier, meanwhile, later), shop.total());
            screen.line("schema before");
            before.forEach(line -> screen.line("  %s", line));
            screen.line("schema after");
            after.forEach(line -> screen.line("  %s", line));
            screen.line("");
            verdict.checks().forEach(check -> screen.line("%-5s %s", check.holds() ? "ok" : "WRONG", check.what()));
            return verdict.good();
        }
    }

    private static void introduce(Screen screen) {
        screen.line("");
        screen.line(
                "the sample shop: users with %,d rows; crm 2.3.0 and billing 1.8.0, two processes each, know full_name only",
                ShopTables.ROWS);
        screen.line("rollout: rename_column users.full_name to display_name");
    }

    private static void summarise(Screen screen, Timeline timeline, List<Measured> periods, Measured total) {
        screen.line("");
        screen.line("summary");
        for (Stage stage : Stage.values()) {
            screen.line("  %-11s %8s", stage.wireName(), Figures.seconds(timeline.took(stage)));
        }
        screen.line("  rows        %,8d backfilled", timeline.rows());
        screen.line(
                "  requests    %,8d served, %d failed",
                total.served(), total.wrong().size() + total.connectionErrorCount());
        screen.line(
                "  p99         %8s before, %s during, %s after (from when each request was due)",
                p99(periods.get(0)), p99(periods.get(1)), p99(periods.get(2)));
        screen.line("  events      %,8d", timeline.events());
    }

    private static String p99(Measured period) {
        return Figures.millis(period.latencies().percentile(0.99));
    }
}
