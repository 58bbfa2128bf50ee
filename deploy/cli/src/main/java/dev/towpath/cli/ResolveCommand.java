package dev.towpath.cli;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code resolve ID --took-effect|--no-effect --reason TEXT}: decides for a step that is in doubt. */
@Command(name = "resolve", description = "Decide whether the step in doubt took effect; says why, with --reason.")
final class ResolveCommand implements Callable<Integer> {
    static final class Verdict {
        @Option(names = "--took-effect", description = "go on behind the step")
        private boolean tookEffect;

        @Option(names = "--no-effect", description = "try the step again")
        private boolean noEffect;
    }

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "ID", description = "the rollout")
    private String id = "";

    @ArgGroup(multiplicity = "1")
    private Verdict verdict = new Verdict();

    @Override
    public Integer call() {
        if (!common.hasReason()) {
            throw new CallEnded(ExitCode.USAGE, "a decision says why: give --reason TEXT");
        }
        common.say(ReplyText.of(
                common.act(id, "resolve", Common.noData().put("took_effect", verdict.tookEffect && !verdict.noEffect))
                        .document()));
        return ExitCode.DONE;
    }
}
