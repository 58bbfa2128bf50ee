package dev.towpath.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.towpath.cli.offline.OfflinePlan;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.PlanText;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.plan.Plan;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plan FILE}: every statement that a rollout would run; nothing is changed and nothing recorded. */
@Command(name = "plan", description = "Show what a rollout file would do; changes nothing.")
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "FILE", description = "rollout file, YAML or JSON; - for stdin")
    private String file = "";

    @Option(
            names = "--url",
            paramLabel = "postgresql://USER:PASSWORD@HOST:PORT/DATABASE",
            description = "plan from that database's catalog, without a server")
    private @Nullable String url;

    @Override
    public Integer call() {
        RolloutSource source = RolloutSource.read(file);
        ObjectMapper mapper = new MessageCodec().mapper();
        if (url == null) {
            JsonNode document = common.shown(common.send("/api/plans", source)).document();
            if (common.wantsText()) {
                print(read(mapper, document));
            }
            return ExitCode.DONE;
        }
        Plan plan = OfflinePlan.of(source.content(), source.format(), url);
        if (common.wantsText()) {
            print(plan);
        } else {
            common.out().println(mapper.<JsonNode>valueToTree(plan).toString());
        }
        return ExitCode.DONE;
    }

    private void print(Plan plan) {
        common.say(PlanText.of(plan));
    }

    private static Plan read(ObjectMapper mapper, JsonNode document) {
        try {
            return mapper.treeToValue(document, Plan.class);
        } catch (JsonProcessingException e) {
            throw new CallEnded(
                    ExitCode.REJECTED, "this version can't read the server's plan; --json prints it as it is");
        }
    }
}
