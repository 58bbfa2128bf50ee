package dev.towpath.standalone.demo;

import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.standalone.shop.Seat;
import dev.towpath.standalone.shop.ShopFolder;
import dev.towpath.standalone.shop.report.Measured;
import dev.towpath.standalone.shop.report.ShopReport;
import java.time.Duration;
import java.time.Instant;

/** The shop's requests as the demo sees them: before, during and after the rollout. */
final class Traffic {
    private static final long ENOUGH = 1_600;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ShopFolder shop;
    private final ShopReport report;
    private final Conversation conversation;

    Traffic(ShopFolder shop, Conversation conversation) {
        this.shop = shop;
        this.report = new ShopReport(shop);
        this.conversation = conversation;
    }

    /** Lets the shop serve for a while; what its requests came to. */
    Measured watch() throws UnreadableMessage {
        Instant from = Instant.now();
        Measured measured = since(from);
        while (measured.served() < ENOUGH) {
            if (Instant.now().isAfter(from.plus(PATIENCE))) {
                throw new DemoFailed("the shop serves too little: " + measured.served() + " requests in "
                        + PATIENCE.toSeconds() + " s");
            }
            conversation.hear();
            measured = since(from);
        }
        return measured;
    }

    Measured since(Instant from) {
        return report.between(from, Instant.now());
    }

    /** Ends every instance in order; from then on the table holds still. */
    ShopReport end() throws UnreadableMessage {
        Seat.ALL.forEach(seat -> shop.deploy(seat, ShopFolder.NONE));
        while (!Seat.ALL.stream().allMatch(shop::isEmpty)) {
            conversation.hear();
        }
        return report;
    }
}
