package dev.towpath.standalone.shop;

import java.util.List;

/**
 * A place for one process of the shop. Whoever sits there, in whatever version, writes the same share of the users and no
 * other: those whose id leaves {@code number} when divided by the number of seats.
 *
 * @param number from 0
 */
public record Seat(String service, String instance, int number) {
    /** All of them; services are upgraded in this order. */
    public static final List<Seat> ALL = List.of(
            new Seat("crm", "crm-1", 0),
            new Seat("crm", "crm-2", 1),
            new Seat("billing", "billing-1", 2),
            new Seat("billing", "billing-2", 3));

    /** The seat of that instance name; throws IllegalArgumentException if there is none. */
    public static Seat of(String instance) {
        return ALL.stream()
                .filter(seat -> seat.instance.equals(instance))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the shop has no instance " + instance));
    }
}
