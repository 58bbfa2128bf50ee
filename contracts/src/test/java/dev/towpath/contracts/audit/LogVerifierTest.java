package dev.towpath.contracts.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random logs, and everything that can be done to them. Seeds are the numbers of the logs. */
class LogVerifierTest {
    private static final int LOGS = 500;
    private static final int TAMPERED = 10_000;

    @Test
    void a_log_that_nobody_touched_raises_no_alarm_and_what_came_after_the_last_anchor_is_told() {
        for (long seed = 0; seed < LOGS; seed++) {
            RandomLog log = new RandomLog(seed);

            RandomLog.Verdict verdict = log.verify();

            assertThat(verdict.findings()).as("seed " + seed).isEmpty();
            assertThat(verdict.totals().unanchored()).as("seed " + seed).isEqualTo(unanchored(log));
            assertThat(verdict.anchors().last()).isEqualTo(log.topic.size());
        }
    }

    /** What is not found must lie after the last anchor, and then is told to be unanchored if it is there at all. */
    @Test
    void ten_thousand_random_changes_before_the_last_anchor_are_all_found() {
        Tampering[] kinds = Tampering.values();
        Map<Tampering, Integer> found = new EnumMap<>(Tampering.class);
        RandomLog grown = new RandomLog(0);
        for (long seed = 0, changed = 0; changed < TAMPERED; seed++) {
            grown = seed % (2L * kinds.length) == 0 ? new RandomLog(seed) : grown;
            RandomLog log = new RandomLog(grown, seed);
            Tampering kind = kinds[(int) (seed % kinds.length)];
            List<String> names = new ArrayList<>(log.streams.keySet());
            String name = names.get(log.random.nextInt(names.size()));
            List<LoggedEvent> stream = Objects.requireNonNull(log.streams.get(name));

            long first = kind.apply(log, stream);
            RandomLog.Verdict verdict = log.verify();

            if (first <= log.anchored(name)) {
                changed++;
                found.merge(kind, 1, Integer::sum);
                assertThat(verdict.findings())
                        .as("seed %d: %s of %s from version %d", seed, kind, name, first)
                        .isNotEmpty();
            } else if (stream.size() > log.anchored(name)) {
                assertThat(verdict.findings().isEmpty()
                                && !verdict.totals().unanchored().containsKey(name)
                                && log.streams.containsKey(name))
                        .as(
                                "seed %d: %s of %s from version %d is neither found nor unanchored",
                                seed, kind, name, first)
                        .isFalse();
            }
        }
        assertThat(found).containsOnlyKeys(kinds);
    }

    @ParameterizedTest
    @EnumSource(Tampering.class)
    void a_finding_says_what_is_wrong_where_and_by_which_evidence(Tampering kind) {
        RandomLog log = new RandomLog(7);
        List<LoggedEvent> stream = log.streams.values().stream()
                .filter(all -> all.size() > 3)
                .findFirst()
                .orElseThrow();
        String name = stream.get(0).stream();
        long first;
        do {
            log = new RandomLog(log.random.nextLong());
            stream = log.streams.getOrDefault(name, List.of());
            first = stream.size() < 3 ? Long.MAX_VALUE : kind.apply(log, stream);
        } while (first > log.anchored(name));

        String texts = String.join(
                "\n", log.verify().findings().stream().map(Finding::text).toList());

        assertThat(texts).contains(first == 0 ? "anchor " : "stream " + name);
    }

    private static Map<String, Long> unanchored(RandomLog log) {
        Map<String, Long> unanchored = new TreeMap<>();
        log.streams.forEach((name, stream) -> {
            if (stream.size() > log.anchored(name)) {
                unanchored.put(name, stream.size() - log.anchored(name));
            }
        });
        return unanchored;
    }
}
