package dev.towpath.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.RolloutText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code list}: every rollout in one line. */
@Command(name = "list", description = "List rollouts, newest first.")
final class ListCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Option(names = "--database", paramLabel = "ID", description = "only of that database")
    private @Nullable String database;

    @Option(names = "--state", paramLabel = "STATE", description = "only in that state, such as waiting")
    private @Nullable String state;

    @Override
    public Integer call() {
        JsonNode rollouts = common.get("/api/rollouts" + query()).document();
        common.say(RolloutText.table(rollouts));
        return ExitCode.DONE;
    }

    private String query() {
        String query = Stream.of(parameter("database", database), parameter("state", state))
                .filter(parameter -> !parameter.isEmpty())
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
