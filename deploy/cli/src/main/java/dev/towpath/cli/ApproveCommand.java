package dev.towpath.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code approve ID}: approves the gate that the rollout waits at. */
@Command(name = "approve", description = "Approve the gate that a rollout waits at; never your own rollout.")
final class ApproveCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Mixin
    private GateChoice choice = new GateChoice();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Override
    public Integer call() {
        return choice.tell(id, "approve", common);
    }
}
