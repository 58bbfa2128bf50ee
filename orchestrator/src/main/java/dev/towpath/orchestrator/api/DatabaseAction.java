package dev.towpath.orchestrator.api;

import dev.towpath.contracts.command.FreezeDatabase;
import dev.towpath.contracts.command.LiftFreeze;
import dev.towpath.contracts.command.PauseDatabase;
import dev.towpath.contracts.command.ResumeDatabase;
import dev.towpath.contracts.command.StampRevision;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What can be asked of one database: the last part of {@code POST /api/databases/{id}/{action}}, and its command. */
enum DatabaseAction {
    PAUSE("pause", PauseDatabase.class),
    RESUME("resume", ResumeDatabase.class),
    FREEZE("freeze", FreezeDatabase.class),
    LIFT("lift", LiftFreeze.class),
    STAMP("stamp", StampRevision.class);

    private final String verb;
    private final Class<? extends UserCommand> command;

    DatabaseAction(String verb, Class<? extends UserCommand> command) {
        this.verb = verb;
        this.command = command;
    }

    /** The action of that name; 404 if there is none. */
    static DatabaseAction of(String verb) {
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
