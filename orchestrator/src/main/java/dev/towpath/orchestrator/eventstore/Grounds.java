package dev.towpath.orchestrator.eventstore;

import java.util.List;

/**
 * What a decision took as it was known, without reading it anew. The store looks while it writes: what no longer holds is a
 * {@link Conflict}, and nothing is written.
 *
 * @param heads streams whose last event is this one
 * @param heard the last sequence numbers of agents, each above 0
 */
public record Grounds(List<StreamHead> heads, List<HeardSequence> heard) {
    public static final Grounds NONE = new Grounds(List.of(), List.of());

    public Grounds {
        heads = List.copyOf(heads);
        heard = List.copyOf(heard);
    }
}
