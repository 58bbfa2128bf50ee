package dev.towpath.orchestrator.rollout;

import dev.towpath.contracts.event.StreamEvent;
import java.util.List;

/** The answer to a command. "Nothing to do" and "not allowed" are different answers; neither is an empty list. */
public sealed interface Decision<E extends StreamEvent> {
    /** The command holds; {@code events}, at least one, are to be recorded in this order and together. */
    record Accepted<E extends StreamEvent>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
            if (events.isEmpty()) {
                throw new IllegalArgumentException("an accepted command changes something");
            }
        }
    }

    /** What the command asks for is so already; nothing is to be recorded. {@code detail} says what is so. */
    record AlreadyDone<E extends StreamEvent>(String detail) implements Decision<E> {}

    /** The command breaks a rule; nothing is to be recorded. */
    record Rejected<E extends StreamEvent>(Rejection rejection) implements Decision<E> {}
}
