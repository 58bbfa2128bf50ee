package dev.towpath.standalone.demo;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.codec.UnreadableMessage;
import java.sql.SQLException;
import java.util.List;

/** The whole demo on a Towpath that runs already: table, traffic, rollout, summary. */
public record Demo(String bootstrap, int targetPort) {
    /** Plays it; whether everything was as it must be. Throws {@link DemoFailed} if the rollout isn't completed. */
    public boolean play() throws SQLException, UnreadableMessage {
        Screen screen = new Screen();
        UsersTable table = new UsersTable(targetPort);
        screen.line("");
        screen.line(
                "table users with %,d rows; two clients write %s all the while",
                UsersTable.ROWS, UsersTable.OLD_COLUMN);
        table.create();
        List<String> before = table.schema();
        try (Traffic traffic = new Traffic(table);
                Conversation conversation = new Conversation(bootstrap, new DatabaseId("shop"))) {
            traffic.startOld();
            screen.line("rollout: rename_column users.%s to %s", UsersTable.OLD_COLUMN, UsersTable.NEW_COLUMN);
            RolloutShow show = new RolloutShow(conversation, traffic, table, screen);
            show.play();
            traffic.close();
            WriterReport report = traffic.report();
            Verdict verdict = Verdict.of(table, before, report, show.rowsThatDiffer());
            summarise(screen, show.timeline(), report, verdict);
            return verdict.good();
        }
    }

    private static void summarise(Screen screen, Timeline timeline, WriterReport traffic, Verdict verdict) {
        screen.line("");
        screen.line("summary");
        for (Stage stage : Stage.values()) {
            screen.line("  %-11s %8s", stage.wireName(), Figures.seconds(timeline.took(stage)));
        }
        screen.line("  rows        %,8d backfilled", timeline.rows());
        screen.line(
                "  writes      %,8d by clients, slowest %d ms",
                traffic.writes(), traffic.slowest().toMillis());
        screen.line("  events      %,8d", timeline.events());
        screen.line("schema before");
        verdict.before().forEach(line -> screen.line("  %s", line));
        screen.line("schema after");
        verdict.after().forEach(line -> screen.line("  %s", line));
        screen.line("");
        verdict.checks().forEach(check -> screen.line("%-5s %s", check.holds() ? "ok" : "WRONG", check.what()));
    }
}
