package dev.towpath.contracts.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.command.FreezeDatabase;
import dev.towpath.contracts.command.LiftFreeze;
import dev.towpath.contracts.command.UserCommand;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Commands about freezes, read strictly. Times carry a zone, and are kept to the microsecond, as timers are. */
final class FreezeCommandReader {
    private FreezeCommandReader() {}

    static UserCommand freezeDatabase(JsonNode data) throws UnreadableMessage {
        Fields fields = UserCommandReader.open(data, "database", "from", "until");
        DatabaseId database = fields.value("database", DatabaseId::new);
        Optional<Instant> from =
                fields.has("from") ? Optional.of(fields.value("from", FreezeCommandReader::time)) : Optional.empty();
        Instant until = fields.value("until", FreezeCommandReader::time);
        if (from.filter(begin -> !begin.isBefore(until)).isPresent()) {
            throw UnreadableMessage.invalid("until", "must be after from");
        }
        return new FreezeDatabase(fields.text("actor"), fields.text("reason"), database, from, until);
    }

    static UserCommand liftFreeze(JsonNode data) throws UnreadableMessage {
        Fields fields = UserCommandReader.open(data, "database", "freeze");
        Optional<Integer> freeze = fields.has("freeze")
                ? Optional.of(fields.integer("freeze", 1, 1, Integer.MAX_VALUE))
                : Optional.empty();
        return new LiftFreeze(
                fields.text("actor"), fields.text("reason"), fields.value("database", DatabaseId::new), freeze);
    }

    private static Instant time(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() < 2000 || time.getYear() > 9999) {
                throw new IllegalArgumentException("a year from 2000 to 9999 is wanted");
            }
            return time.toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "a time with its zone is wanted, such as 2026-12-20T00:00:00Z or 2026-12-20T01:00:00+01:00", e);
        }
    }
}
