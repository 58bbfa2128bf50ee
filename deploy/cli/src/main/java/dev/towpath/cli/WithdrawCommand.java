package dev.towpath.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code withdraw ID}: takes back one's own approval or rejection. */
@Command(name = "withdraw", description = "Take back your own approval or rejection of a gate.")
final class WithdrawCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Mixin
    private GateChoice choice = new GateChoice();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Override
    public Integer call() {
        return choice.tell(id, "withdraw", common);
    }
}
