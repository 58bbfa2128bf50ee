package dev.towpath.orchestrator.api;

import dev.towpath.contracts.command.FreezeDatabase;
import dev.towpath.contracts.command.LiftFreeze;
import dev.towpath.contracts.command.StampRevision;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be asked of one database: the last part of {@code POST /api/databases/{id}/{action}}, and its command. */
enum DatabaseAction {
    FREEZE("freeze", FreezeDatabase.class),
    LIFT("lift", LiftFreeze.class),
    STAMP("stamp", StampRevision.class);

    /** Known by name, so that nobody takes them for a slip of the pen; refused until they are built. */
    private static final Set<String> NOT_BUILT = Set.of("pause", "resume");

    private final String verb;
    private final Class<? extends UserCommand> command;

    DatabaseAction(String verb, Class<? extends UserCommand> command) {
        this.verb = verb;
        this.command = command;
    }

    /** The action of that name; 409 for one that is not built yet, 404 for anything else. */
    static DatabaseAction of(String verb) {
        if (NOT_BUILT.contains(verb)) {
            throw RequestRefused.conflict(
                    "NotSupportedYet", "the action '" + verb + "' is known, but not built yet; nothing was done");
        }
        return Arrays.stream(values())
                .filter(action -> action.verb.equals(verb))
                .findFirst()
                .orElseThrow(() -> RequestRefused.notFound(
                        "UnknownAction",
                        "the actions of a database are "
                                + Arrays.stream(values())
                                        .map(action -> action.verb)
                                        .collect(Collectors.joining(", "))));
    }

    Class<? extends UserCommand> command() {
        return command;
    }
}
