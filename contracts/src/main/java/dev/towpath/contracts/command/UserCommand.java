package dev.towpath.contracts.command;

import dev.towpath.contracts.Message;

/** What users tell the orchestrator. Read strictly: an unknown field is rejected with its path. */
public sealed interface UserCommand extends Message
        permits AbortRollout,
                AddNote,
                ApproveStage,
                FreezeDatabase,
                LiftFreeze,
                PauseDatabase,
                PauseRollout,
                RegisterDatabase,
                RejectStage,
                ReopenGate,
                ResolveDoubt,
                ResumeDatabase,
                ResumeRollout,
                RetryStep,
                RollBackRollout,
                SkipGate,
                StartRollout,
                StampRevision,
                SubmitRollout,
                WithdrawApproval,
                TuneBackfill {
    /** Who asks; a claim until authentication is built. */
    String actor();

    /** Why; may be empty unless the command requires it. */
    String reason();
}
