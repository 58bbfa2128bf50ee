package dev.towpath.cli.audit;

import dev.towpath.cli.offline.TargetUrl;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where to read. Those of the standalone where none is named; where one is, exactly those that are: a verdict must not rest
 * on a place that nobody meant.
 *
 * @param kafka {@code host:port}, if the topic is to be read
 */
public record Places(TargetUrl store, Optional<String> kafka, List<TargetUrl> ledgers) {
    static final String STORE = "postgresql://towpath:towpath@127.0.0.1:15432/towpath";
    static final String KAFKA = "127.0.0.1:19092";
    static final String LEDGER = "postgresql://postgres:postgres@127.0.0.1:15433/shop";

    public Places {
        ledgers = List.copyOf(ledgers);
    }

    public static Places of(@Nullable String store, @Nullable String kafka, List<String> ledgers) {
        if (store == null && kafka == null && ledgers.isEmpty()) {
            return of(STORE, KAFKA, List.of(LEDGER));
        }
        if (store == null) {
            throw usage("--kafka and --ledger say what to compare a store with; name it by --store");
        }
        if (kafka == null && ledgers.isEmpty()) {
            throw usage("a store can't vouch for itself; name a place outside it by --kafka or --ledger");
        }
        return new Places(
                TargetUrl.parse("--store", store),
                Optional.ofNullable(kafka),
                ledgers.stream().map(url -> TargetUrl.parse("--ledger", url)).toList());
    }

    private static CallEnded usage(String text) {
        return new CallEnded(ExitCode.USAGE, text);
    }
}
