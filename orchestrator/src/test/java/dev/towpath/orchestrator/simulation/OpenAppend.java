package dev.towpath.orchestrator.simulation;

import dev.towpath.orchestrator.eventstore.Append;
import dev.towpath.orchestrator.eventstore.Cursor;
import dev.towpath.orchestrator.eventstore.Receipt;
import java.util.List;
import java.util.stream.Stream;

/**
 * An append that has its transaction id, and is not committed; with the places of its events and messages.
 *
 * @param grounded whether its grounds held when it began
 */
record OpenAppend(Append append, boolean grounded, Cursor id, List<Cursor> events, List<Cursor> messages) {

    /** What no other transaction can write. */
    Stream<Object> keys() {
        return Stream.concat(
                append.receipts().stream().map(Receipt::id),
                append.events().stream()
                        .map(event -> event.recorded().stream() + "/"
                                + event.recorded().version()));
    }
}
