package dev.towpath.planner.check;

import dev.towpath.contracts.outcome.Failure;
import dev.towpath.planner.catalog.Mention;
import dev.towpath.planner.catalog.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What depends on the column and can't be carried yet. Everything that {@code pg_depend} lists is either carried or
 * named here: a kind that nobody thought of falls to {@link #others}.
 */
final class DependencyChecks {
    private static final String DROP_FIRST =
            "can't be carried yet; drop it for the time of the rollout, or change it so"
                    + " that it doesn't mention the column";

    private DependencyChecks() {}

    static Optional<Failure> views(RenameRequest request) {
        return dependents(request, "view", "ViewMentionsColumn");
    }

    static Optional<Failure> policies(RenameRequest request) {
        return dependents(request, "policy", "PolicyMentionsColumn");
    }

    static Optional<Failure> generatedColumns(RenameRequest request) {
        return dependents(request, "generated", "GeneratedColumnMentionsColumn");
    }

    static Optional<Failure> triggers(RenameRequest request) {
        return dependents(request, "trigger", "TriggerMentionsColumn");
    }

    static Optional<Failure> functions(RenameRequest request) {
        return dependents(request, "function", "FunctionMentionsColumn");
    }

    static Optional<Failure> publications(RenameRequest request) {
        List<String> publications = new ArrayList<>(request.dependents("publication"));
        request.table().publications().stream()
                .filter(publication ->
                        publication.columnList().contains(request.change().from()))
                .map(Publication::name)
                .forEach(name -> publications.add("column list of " + name));
        return Check.refuseAny(publications, "PublicationMentionsColumn", request.columnPlace(), DROP_FIRST);
    }

    static Optional<Failure> others(RenameRequest request) {
        return dependents(request, "other", "UnknownDependent");
    }

    /** Source text may mean another column of the same name; only a person can tell. */
    static Optional<Failure> mentions(RenameRequest request) {
        List<String> mentions = request.table().mentions().stream()
                .filter(mention -> mention.column().equals(request.change().from()))
                .map(Mention::description)
                .toList();
        return Check.refuseAny(
                mentions,
                "SourceMentionsColumn",
                request.columnPlace(),
                "its source names the column, and would break when the column is hidden; change it so that it doesn't");
    }

    private static Optional<Failure> dependents(RenameRequest request, String kind, String rule) {
        return Check.refuseAny(request.dependents(kind), rule, request.columnPlace(), DROP_FIRST);
    }
}
