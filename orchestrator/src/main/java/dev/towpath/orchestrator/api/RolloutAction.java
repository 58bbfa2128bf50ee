package dev.towpath.orchestrator.api;

import dev.towpath.contracts.command.AbortRollout;
import dev.towpath.contracts.command.AddNote;
import dev.towpath.contracts.command.ApproveStage;
import dev.towpath.contracts.command.PauseRollout;
import dev.towpath.contracts.command.RejectStage;
import dev.towpath.contracts.command.ReopenGate;
import dev.towpath.contracts.command.ResolveDoubt;
import dev.towpath.contracts.command.ResumeRollout;
import dev.towpath.contracts.command.RetryStep;
import dev.towpath.contracts.command.RollBackRollout;
import dev.towpath.contracts.command.SkipGate;
import dev.towpath.contracts.command.StartRollout;
import dev.towpath.contracts.command.TuneBackfill;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.contracts.command.WithdrawApproval;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What can be asked of one rollout: the last part of {@code POST /api/rollouts/{id}/{action}}, and its command. */
enum RolloutAction {
    ABORT("abort", AbortRollout.class),
    APPROVE("approve", ApproveStage.class),
    NOTE("note", AddNote.class),
    REJECT("reject", RejectStage.class),
    REOPEN("reopen", ReopenGate.class),
    SKIP("skip", SkipGate.class),
    WITHDRAW("withdraw", WithdrawApproval.class),
    PAUSE("pause", PauseRollout.class),
    RESOLVE("resolve", ResolveDoubt.class),
    RESUME("resume", ResumeRollout.class),
    RETRY("retry", RetryStep.class),
    ROLLBACK("rollback", RollBackRollout.class),
    START("start", StartRollout.class),
    TUNE("tune", TuneBackfill.class);

    private final String verb;
    private final Class<? extends UserCommand> command;

    RolloutAction(String verb, Class<? extends UserCommand> command) {
        this.verb = verb;
        this.command = command;
    }

    /** The action of that name; 404 for anything else. */
    static RolloutAction of(String verb) {
        return Arrays.stream(values())
                .filter(action -> action.verb.equals(verb))
                .findFirst()
                .orElseThrow(() -> RequestRefused.notFound(
                        "UnknownAction",
                        "the actions of a rollout are "
                                + Arrays.stream(values())
                                        .map(action -> action.verb)
                                        .collect(Collectors.joining(", "))));
    }

    Class<? extends UserCommand> command() {
        return command;
    }
}
