package dev.towpath.contracts.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.anchor.AnchorMark;
import dev.towpath.contracts.codec.AnchorHash;
import dev.towpath.contracts.codec.EventHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What somebody who may write everything in the store, or in one place that keeps anchors, can do to a {@link RandomLog}.
 * Each gives the first version of the stream that is not as it was; 0 where anchors were touched and not the log.
 */
enum Tampering {
    EDIT_A_FIELD {
        @Override
        long apply(RandomLog log, List<LoggedEvent> stream) {
            int at = log.random.nextInt(stream.size());
            List<String> fields = List.of("type", "time", "actor", "reason", "data", "previous_hash", "hash");
            String field = fields.get(log.random.nextInt(fields.size()));
            LoggedEvent event = stream.get(at);
            ObjectNode edited = event.event().deepCopy();
            if (field.equals("data")) {
                ((ObjectNode) edited.get("data")).put("text", "edited");
            } else {
                edited.put(field, edited.get(field).asText() + "x");
            }
            stream.set(at, new LoggedEvent(event.stream(), event.version(), event.place(), edited));
            return event.version();
        }
    },
    EDIT_AND_HASH_THAT_EVENT {
        @Override
        long apply(RandomLog log, List<LoggedEvent> stream) {
            int at = log.random.nextInt(stream.size());
            stream.set(at, forged(stream.get(at), stream.get(at).previousHash()));
            return at + 1L;
        }
    },
    EDIT_AND_HASH_ALL_THAT_FOLLOWS {
        @Override
        long apply(RandomLog log, List<LoggedEvent> stream) {
            int at = log.random.nextInt(stream.size());
            rewrite(stream, at);
            return at + 1L;
        }
    },
    DELETE_AN_EVENT {
        @Override
        long apply(RandomLog log, List<LoggedEvent> stream) {
            int at = log.random.nextInt(stream.size());
            stream.remove(at);
            return at + 1L;
        }
    },
    DELETE_AND_NUMBER_AND_HASH_ANEW {
        @Override
        long apply(RandomLog log, List<LoggedEvent> stream) {
            int at = log.random.nextInt(stream.size());
            stream.remove(at);
            rehash(stream, at);
            return at + 1L;
        }
    },
    SLIP_ONE_IN_AND_HASH_ANEW {
        @Override
        long apply(RandomLog log, List<LoggedEvent> stream) {
            int at = log.random.nextInt(stream.size());
            stream.add(at, forged(stream.get(at), stream.get(at).previousHash()));
            rehash(stream, at);
            return at + 1L;
        }
    },
    DELETE_THE_STREAM {
        @Override
        long apply(RandomLog log, List<LoggedEvent> stream) {
            log.streams.remove(stream.get(0).stream());
            return 1;
        }
    },
    CUT_THE_TAIL {
        @Override
        long apply(RandomLog log, List<LoggedEvent> stream) {
            int at = log.random.nextInt(stream.size());
            stream.subList(at, stream.size()).clear();
            return at + 1L;
        }
    },
    SWAP_TWO_EVENTS {
        @Override
        long apply(RandomLog log, List<LoggedEvent> stream) {
            int at = log.random.nextInt(stream.size());
            int other = log.random.nextInt(stream.size());
            if (at == other) {
                return EDIT_A_FIELD.apply(log, stream);
            }
            LoggedEvent one = stream.get(at);
            LoggedEvent two = stream.get(other);
            stream.set(at, moved(two, one));
            stream.set(other, moved(one, two));
            return Math.min(at, other) + 1L;
        }
    },
    SWAP_TWO_PLACES {
        @Override
        long apply(RandomLog log, List<LoggedEvent> stream) {
            if (stream.size() == 1) {
                return EDIT_A_FIELD.apply(log, stream);
            }
            int at = log.random.nextInt(stream.size() - 1);
            LoggedEvent one = stream.get(at);
            LoggedEvent two = stream.get(at + 1);
            stream.set(at, new LoggedEvent(one.stream(), one.version(), two.place(), one.event()));
            stream.set(at + 1, new LoggedEvent(two.stream(), two.version(), one.place(), two.event()));
            return 1;
        }
    },
    REWRITE_A_STREAM_AND_THE_STORE_S_ANCHORS {
        @Override
        long apply(RandomLog log, List<LoggedEvent> stream) {
            int at = log.random.nextInt(stream.size());
            rewrite(stream, at);
            String previous = Anchor.FIRST;
            for (int i = 0; i < log.store.size(); i++) {
                Anchor anchor = log.store.get(i);
                List<Anchor.Head> heads = new ArrayList<>();
                for (Anchor.Head head : anchor.heads()) {
                    boolean forged = head.stream().equals(stream.get(0).stream());
                    String hash = forged ? stream.get((int) head.version() - 1).hash() : head.hash();
                    heads.add(new Anchor.Head(head.stream(), head.version(), hash));
                }
                log.store.set(i, with(anchor, heads, previous));
                previous = log.store.get(i).hash();
            }
            return at + 1L;
        }
    },
    EDIT_AN_ANCHOR {
        @Override
        long apply(RandomLog log, List<LoggedEvent> stream) {
            List<Anchor> place = log.random.nextBoolean() ? log.topic : log.store;
            int at = log.random.nextInt(place.size());
            Anchor anchor = place.get(at);
            List<Anchor.Head> fewer = anchor.heads().isEmpty()
                    ? List.of()
                    : anchor.heads().subList(1, anchor.heads().size());
            Anchor edited =
                    switch (log.random.nextInt(3)) {
                        case 0 ->
                            new Anchor(
                                    anchor.number(),
                                    anchor.time(),
                                    anchor.through(),
                                    anchor.events() + 1,
                                    anchor.streams(),
                                    fewer,
                                    anchor.previousHash(),
                                    anchor.hash());
                        case 1 ->
                            AnchorHash.anchor(
                                    anchor.number(),
                                    anchor.time(),
                                    anchor.through(),
                                    anchor.events() + 1,
                                    anchor.streams(),
                                    fewer,
                                    anchor.previousHash());
                        default ->
                            AnchorHash.anchor(
                                    anchor.number(),
                                    anchor.time(),
                                    anchor.through(),
                                    anchor.events(),
                                    anchor.streams(),
                                    anchor.heads(),
                                    "f".repeat(64));
                    };
            place.set(at, edited);
            return 0;
        }
    },
    DELETE_AN_ANCHOR_FROM_THE_TOPIC {
        @Override
        long apply(RandomLog log, List<LoggedEvent> stream) {
            AnchorMark lastKnown = log.ledger.get(log.ledger.size() - 1);
            int at = log.random.nextInt((int) lastKnown.number());
            log.topic.remove(at);
            return 0;
        }
    },
    EDIT_A_LEDGER {
        @Override
        long apply(RandomLog log, List<LoggedEvent> stream) {
            int at = log.random.nextInt(log.ledger.size());
            AnchorMark mark = log.ledger.get(at);
            String other = "e".repeat(64);
            log.ledger.set(
                    at,
                    log.random.nextBoolean()
                            ? new AnchorMark(mark.number(), other, mark.previousHash())
                            : new AnchorMark(mark.number(), mark.hash(), other));
            return 0;
        }
    };

    abstract long apply(RandomLog log, List<LoggedEvent> stream);

    private static LoggedEvent forged(LoggedEvent event, String previous) {
        return RandomLog.event(event.stream(), event.version(), event.place(), "forged", previous);
    }

    private static void rewrite(List<LoggedEvent> stream, int from) {
        stream.set(from, forged(stream.get(from), stream.get(from).previousHash()));
        rehash(stream, from);
    }

    /** Numbers and chains everything from there on, as if it had been written so. */
    private static void rehash(List<LoggedEvent> stream, int from) {
        List<LogPlace> places =
                new ArrayList<>(stream.stream().map(LoggedEvent::place).toList());
        Collections.sort(places);
        for (int i = from; i < stream.size(); i++) {
            LoggedEvent event = stream.get(i);
            ObjectNode changed = event.event().deepCopy();
            changed.put("version", i + 1L);
            changed.put(
                    "previous_hash",
                    i == 0 ? EventHash.FIRST : stream.get(i - 1).hash());
            changed.put("hash", EventHash.of(event.stream(), changed));
            LogPlace place = new LogPlace(1, places.get(i).tx(), places.get(i).position() * 10 + i);
            stream.set(i, new LoggedEvent(event.stream(), i + 1L, place, changed));
        }
    }

    /** That event in the row of the other. */
    private static LoggedEvent moved(LoggedEvent event, LoggedEvent row) {
        ObjectNode content = event.event().deepCopy();
        content.put("version", row.version());
        return new LoggedEvent(event.stream(), row.version(), row.place(), content);
    }

    private static Anchor with(Anchor anchor, List<Anchor.Head> heads, String previous) {
        return AnchorHash.anchor(
                anchor.number(), anchor.time(), anchor.through(), anchor.events(), anchor.streams(), heads, previous);
    }
}
