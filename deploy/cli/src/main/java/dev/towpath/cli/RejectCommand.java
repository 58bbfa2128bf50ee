package dev.towpath.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code reject ID}: keeps the gate closed that the rollout waits at. */
@Command(name = "reject", description = "Keep a gate closed until you withdraw it; takes back your approval.")
final class RejectCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Mixin
    private GateChoice choice = new GateChoice();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @Override
    public Integer call() {
        return choice.tell(id, "reject", common);
    }
}
