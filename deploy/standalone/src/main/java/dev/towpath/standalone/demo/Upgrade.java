package dev.towpath.standalone.demo;

import dev.towpath.standalone.shop.Release;
import dev.towpath.standalone.shop.Seat;
import dev.towpath.standalone.shop.ShopFolder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Brings the services to the version that knows the change, one instance at a time, as a team's own deployment would. */
final class Upgrade {
    private final ShopFolder shop;
    private final Screen screen;
    private final Deque<Seat> waiting = new ArrayDeque<>();
    private @Nullable Seat deploying;
    private Instant since = Instant.EPOCH;

    Upgrade(ShopFolder shop, Screen screen) {
        this.shop = shop;
        this.screen = screen;
    }

    void begin() {
        waiting.addAll(Seat.ALL);
        look();
    }

    /** To be called again and again: the next instance follows when the one before serves. */
    void look() {
        Seat seat = deploying;
        if (seat != null && shop.serves(seat, version(seat))) {
            screen.line(
                    "  %-11s %s -> %s, serves after %s",
                    seat.instance(),
                    Release.of(seat).old(),
                    version(seat),
                    Figures.seconds(Duration.between(since, Instant.now())));
            deploying = null;
        }
        if (deploying == null && !waiting.isEmpty()) {
            deploying = waiting.removeFirst();
            since = Instant.now();
            shop.deploy(deploying, version(deploying));
        }
    }

    private static String version(Seat seat) {
        return Release.of(seat).current().toString();
    }
}
