package dev.towpath.contracts.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.anchor.AnchorMark;
import dev.towpath.contracts.codec.AnchorHash;
import dev.towpath.contracts.codec.EventHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A log that grew at random, with the anchors that were made on the way: what a store and the places outside it hold. */
final class RandomLog {
    private static final Instant START = Instant.parse("2026-03-06T12:00:00Z");
    static final String TOPIC = "topic towpath.anchors";
    static final String LEDGER = "ledger shop";

    final Random random;
    final Map<String, List<LoggedEvent>> streams = new TreeMap<>();
    final List<Anchor> topic = new ArrayList<>();
    final List<Anchor> store = new ArrayList<>();
    final List<AnchorMark> ledger = new ArrayList<>();
    private final Map<String, Anchor.Head> changed = new LinkedHashMap<>();
    private final Map<String, Long> anchored = new HashMap<>();
    private long events;

    RandomLog(long seed) {
        random = new Random(seed);
        int names = 1 + random.nextInt(3);
        int length = 4 + random.nextInt(14);
        for (int i = 0; i < length; i++) {
            append("shop.r" + random.nextInt(names));
            if (random.nextInt(6) == 0) {
                anchor();
            }
        }
        if (topic.isEmpty()) {
            anchor();
        }
    }

    /** The same log, to be changed in other ways. */
    RandomLog(RandomLog log, long seed) {
        random = new Random(seed);
        log.streams.forEach((name, stream) -> streams.put(name, new ArrayList<>(stream)));
        topic.addAll(log.topic);
        store.addAll(log.store);
        ledger.addAll(log.ledger);
        anchored.putAll(log.anchored);
    }

    private void append(String stream) {
        List<LoggedEvent> log = streams.computeIfAbsent(stream, name -> new ArrayList<>());
        String previous =
                log.isEmpty() ? EventHash.FIRST : log.get(log.size() - 1).hash();
        events++;
        LogPlace place = new LogPlace(1, 700 + events / 3, events);
        LoggedEvent event = event(stream, log.size() + 1, place, "note " + random.nextInt(), previous);
        log.add(event);
        changed.put(stream, new Anchor.Head(stream, event.version(), event.hash()));
    }

    static LoggedEvent event(String stream, long version, LogPlace place, String note, String previous) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", version);
        event.put("type", "dev.towpath.event.note-added.v1");
        event.put("time", START.plusSeconds(place.position()).toString());
        event.put("actor", "dba@example.org");
        event.put("reason", "r");
        event.putObject("data").put("text", note).put("line", version);
        event.put("previous_hash", previous);
        event.put("hash", EventHash.of(stream, event));
        return new LoggedEvent(stream, version, place, event);
    }

    private void anchor() {
        Anchor before = topic.isEmpty() ? null : topic.get(topic.size() - 1);
        changed.values().forEach(head -> anchored.put(head.stream(), head.version()));
        Anchor anchor = AnchorHash.anchor(
                topic.size() + 1L,
                START.plusSeconds(events),
                "1.700." + events,
                events,
                anchored.size(),
                new ArrayList<>(changed.values()),
                before == null ? Anchor.FIRST : before.hash());
        changed.clear();
        topic.add(anchor);
        store.add(anchor);
        if (random.nextInt(3) > 0 || ledger.isEmpty()) {
            ledger.add(anchor.mark());
        }
    }

    /** The last version that the true anchors cover; 0 if none does. */
    long anchored(String stream) {
        return anchored.getOrDefault(stream, 0L);
    }

    /** What verification says, with the totals put last. */
    Verdict verify() {
        List<Finding> findings = new ArrayList<>();
        AnchorBook book = new AnchorBook(findings::add);
        book.expectAll(TOPIC);
        book.expectAll(AnchorBook.STORE);
        topic.forEach(anchor -> book.outside(TOPIC, anchor));
        ledger.forEach(mark -> book.mark(LEDGER, mark));
        for (int i = store.size() - 1; i >= 0; i--) {
            book.inStore(store.get(i));
        }
        LogVerifier verifier = new LogVerifier(book.close(), findings::add);
        streams.values().forEach(log -> log.forEach(verifier::accept));
        return new Verdict(findings, verifier.finish(), book.summary());
    }

    record Verdict(List<Finding> findings, LogVerifier.Totals totals, AnchorBook.Summary anchors) {}
}
