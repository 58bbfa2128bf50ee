package dev.towpath.planner.check;

import dev.towpath.contracts.outcome.Failure;
import dev.towpath.planner.catalog.Trigger;
import dev.towpath.planner.change.FiringTriggers;
import dev.towpath.planner.change.Keyset;
import dev.towpath.planner.naming.TriggerNames;
import java.util.List;
import java.util.Optional;

/** What dual write and backfill need of a table. */
final class BackfillChecks {
    private BackfillChecks() {}

    static Optional<Failure> key(TableRequest request) {
        return Check.refuseIf(
                Keyset.of(request.table()).isEmpty(),
                "NoUsableKey",
                request.place(),
                "the backfill walks along a primary key or a unique btree index of NOT NULL columns, neither partial nor"
                        + " deferrable nor on expressions; the table has none");
    }

    static Optional<Failure> triggers(TableRequest request) {
        boolean may = request.snapshot().role().maySuppressTriggers();
        List<String> firing = FiringTriggers.of(request.table()).stream()
                .filter(trigger -> !may || !trigger.isSuppressible())
                .map(Trigger::name)
                .toList();
        return request.spec().backfill().firesTriggers()
                ? Optional.empty()
                : Check.refuseAny(
                        firing,
                        "TriggersWouldFire",
                        request.place(),
                        "these would fire for every row of the backfill: GRANT SET ON PARAMETER session_replication_role"
                                + " TO the agent's role (PostgreSQL 15), or accept it by"
                                + " backfill: {fires_triggers: accepted}");
    }

    static Optional<Failure> triggerOrder(RenameRequest request) {
        List<String> own = FiringTriggers.beforeRow(request.table());
        return Check.refuseIf(
                !TriggerNames.canSurround(request.names().of("sync"), own),
                "TriggerOrder",
                request.place(),
                "no name of ours sorts before and after all of its own BEFORE triggers; rename those that don't begin with"
                        + " a letter or digit");
    }

    /** What fills a new column has to fire before the table's own triggers look at it. */
    static Optional<Failure> fillsFirst(TableRequest request) {
        return Check.refuseIf(
                TriggerNames.first(request.names().of("fill"), FiringTriggers.beforeRow(request.table()))
                        .isEmpty(),
                "TriggerOrder",
                request.place(),
                "no name of ours sorts before all of its own BEFORE triggers; rename those that don't begin with a letter"
                        + " or digit");
    }
}
