package dev.towpath.bench.orchestrator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The parts that were asked for, one after the other, each on servers of its own; a run that was disturbed is void. */
@Command(
        name = "orchestrator",
        mixinStandardHelpOptions = true,
        description = "G6, G7, load, and what databases and services add. Prints Markdown, and progress to stderr.")
public final class OrchestratorBench implements Callable<Integer> {
    /** Exit code of a run that proves nothing because others used the machine. */
    private static final int VOID = 3;

    @Option(names = "--part", description = "one of ${COMPLETION-CANDIDATES}, in any case; may be repeated (all)")
    private List<Part> parts = new ArrayList<>();

    @Option(names = "--short", description = "fewer and smaller rounds: some 8 minutes instead of 45")
    private boolean brief;

    @Option(names = "--rounds", description = "rounds of each comparison")
    private int rounds;

    @Option(names = "--rollouts", description = "rollouts of the smaller load; the greater has ten times as many")
    private int rollouts;

    @Option(names = "--databases", description = "databases that they are spread over")
    private int databases;

    @Override
    public Integer call() throws Exception {
        Set<Part> asked = parts.isEmpty() ? EnumSet.allOf(Part.class) : EnumSet.copyOf(parts);
        Others others = Others.begin();
        for (Part part : asked) {
            Page.progress("part " + part);
            run(part, size());
        }
        double share = others.share();
        Page.line("Other processes used %.1f %% of the cores.", share * 100);
        if (share > Others.MOST) {
            Page.line("**Void**: that is more than %.0f %%; run it on an idle machine.", Others.MOST * 100);
            return VOID;
        }
        return 0;
    }

    private Size size() {
        Size size = brief ? Size.SHORT : Size.FULL;
        int most = rollouts == 0 ? size.rollouts() : rollouts;
        return new Size(
                rounds == 0 ? size.rounds() : rounds,
                databases == 0 ? size.databases() : databases,
                most,
                rollouts == 0 ? size.events() : 0,
                rollouts == 0 ? size.instances() : most,
                size.warmingSeconds());
    }

    private static void run(Part part, Size size) throws Exception {
        switch (part) {
            case APPEND -> AppendBench.run(size);
            case STEP -> StepBench.run(size);
            case LOAD -> LoadBench.run(size);
            case ENGINE -> EngineBench.run(size);
            case PRESENCE -> PresenceBench.run(size);
            case REST -> RestBench.run(size);
        }
    }
}
