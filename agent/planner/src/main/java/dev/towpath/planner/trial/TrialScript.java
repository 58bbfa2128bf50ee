package dev.towpath.planner.trial;

import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.change.AddColumn;
import dev.towpath.contracts.change.NewValue;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.change.SchemaChange;
import dev.towpath.planner.dialect.Fragment;
import dev.towpath.planner.dialect.Sql;
import dev.towpath.planner.naming.ObjectNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The script by which the target's own engine tries a new column on an empty table in schema {@code towpath}, and takes
 * everything back: no version of the planner knows an engine's types, casts and rewrites better than it does.
 *
 * <p>Promises: the text of the rollout file is only ever sent where {@link Fragment} says that it can't get out; volatile
 * functions are not called; of the user's own tables none is touched, and a generated column's table is read from the
 * catalog only, under ACCESS SHARE. Nothing of the trial is there afterwards.
 */
public final class TrialScript {
    private static final String STATIC = read();

    private TrialScript() {}

    /**
     * A script of several statements for one round trip, for PostgreSQL 13 to 18. The last statement's answer is one row
     * with one column, the JSON text for {@link ColumnTrial#parse}. Empty if nothing has to be tried, or can be.
     */
    public static Optional<String> of(RolloutId rollout, SchemaChange change) {
        return switch (change) {
            case RenameColumn rename -> Optional.empty();
            case AddColumn add -> of(ObjectNames.of(rollout), add);
        };
    }

    private static Optional<String> of(ObjectNames names, AddColumn add) {
        if (!Fragment.isType(add.type())) {
            return Optional.empty();
        }
        return switch (add.value()) {
            case NewValue.None none -> Optional.of(script(names, add, "", ""));
            case NewValue.Default given ->
                valued(names, add, given.expression(), " DEFAULT (" + given.expression() + ")");
            case NewValue.Generated generated ->
                valued(
                        names,
                        add,
                        generated.expression(),
                        " GENERATED ALWAYS AS (" + generated.expression() + ") "
                                + (generated.stored() ? "STORED" : "VIRTUAL"));
            case NewValue.Identity identity ->
                Optional.of(script(
                        names,
                        add,
                        " GENERATED " + (identity.always() ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY",
                        ""));
        };
    }

    private static Optional<String> valued(ObjectNames names, AddColumn add, String expression, String clause) {
        boolean generated = add.value() instanceof NewValue.Generated;
        String like = generated ? "LIKE " + Sql.name(add.schema(), add.table()) + " INCLUDING GENERATED" : "";
        return Fragment.faultOfExpression(expression).isPresent()
                ? Optional.empty()
                : Optional.of(script(names, add, clause, like));
    }

    /** The type is looked up as a user of the table's schema would; the expression only in the engine's own schema. */
    private static String script(ObjectNames names, AddColumn add, String clause, String like) {
        return set("table", names.of("trial"))
                + set("path", Sql.name(add.schema()) + ", public")
                + set("like", like)
                + set("column", add.name())
                + set("type", add.type())
                + set("clause", clause)
                + STATIC;
    }

    private static String set(String what, String value) {
        return "SELECT pg_catalog.set_config('towpath.trial_" + what + "', " + Sql.string(value) + ", true);\n";
    }

    private static String read() {
        try (InputStream in = TrialScript.class.getResourceAsStream("trial.sql")) {
            if (in == null) {
                throw new IllegalStateException("trial.sql is not beside " + TrialScript.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
