package dev.towpath.cli.offline;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.change.SchemaChange;
import dev.towpath.contracts.codec.RolloutFiles;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.spec.RolloutSpec;
import dev.towpath.planner.PlanResult;
import dev.towpath.planner.Planner;
import dev.towpath.planner.catalog.CatalogSnapshot;

/** Plans a file as a first try, from the catalog as it is now; changes nothing. */
public final class OfflinePlan {
    private OfflinePlan() {}

    /** The plan; ends the call where the file can't be read, the database not be reached, or no plan be made. */
    public static Plan of(byte[] file, RolloutFiles.Format format, String url) {
        RolloutSpec rollout = read(file, format);
        SchemaChange change = rollout.changes().get(0);
        CatalogSnapshot snapshot =
                CatalogSnapshot.parse(new Catalog(TargetUrl.parse("--url", url)).read(change.schema(), change.table()));
        RolloutId id = new RolloutId(rollout.database(), rollout.revision(), 1);
        return switch (Planner.plan(id, rollout, snapshot)) {
            case PlanResult.Planned(Plan plan) -> plan;
            case PlanResult.Refused(var failure, var conflicts) ->
                throw new CallEnded(ExitCode.REJECTED, failure.rule() + ": " + failure.detail());
        };
    }

    private static RolloutSpec read(byte[] file, RolloutFiles.Format format) {
        try {
            return new RolloutFiles().read(file, format);
        } catch (UnreadableMessage e) {
            int exitCode = e.kind() == UnreadableMessage.Rule.NOT_SUPPORTED_YET ? ExitCode.REJECTED : ExitCode.USAGE;
            throw new CallEnded(exitCode, e.rule() + ": " + e.detail());
        }
    }
}
