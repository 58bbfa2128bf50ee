package dev.towpath.contracts.agent;

import dev.towpath.contracts.Message;

/** What the orchestrator tells an agent. Read tolerantly: versions may differ during an upgrade. */
public sealed interface AgentCommand extends Message
        permits PlanRollout,
                PreviewPlan,
                ExecuteStep,
                WithdrawStep,
                ReportStep,
                ReportLedger,
                PauseWork,
                ResumeWork,
                TuneWork,
                CloseRollout,
                RecordAnchor {}
