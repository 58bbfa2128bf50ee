package dev.towpath.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.contracts.command.FreezeDatabase;
import dev.towpath.contracts.command.LiftFreeze;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeCommandReaderTest {
    private static final MessageCodec CODEC = new MessageCodec();

    @Test
    void a_time_may_have_any_zone() throws Exception {
        FreezeDatabase freeze = CODEC.fromJson(CODEC.mapper().readTree("""
                        {"actor": "ops", "reason": "peak", "database": "shop", "until": "2026-12-20T01:00:00+01:00"}"""), FreezeDatabase.class);
        assertThat(freeze.until()).isEqualTo(Instant.parse("2026-12-20T00:00:00Z"));
        assertThat(freeze.from()).isEmpty();
    }

    @Test
    void a_lift_needs_no_number() throws Exception {
        LiftFreeze lift = CODEC.fromJson(
                CODEC.mapper().readTree("{\"actor\": \"ops\", \"reason\": \"over\", \"database\": \"shop\"}"),
                LiftFreeze.class);
        assertThat(lift.freeze()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-20T00:00:00, with its zone",
        "tomorrow, with its zone",
        "+12026-12-20T00:00:00Z, a year from 2000 to 9999",
        "2026-12-01T00:00:00Z, must be after from"
    })
    void a_time_that_can_not_be_meant_is_refused_by_name(String until, String complaint) {
        String data = "{\"actor\": \"ops\", \"reason\": \"peak\", \"database\": \"shop\","
                + " \"from\": \"2026-12-01T00:00:00Z\", \"until\": \"" + until + "\"}";
        assertThatThrownBy(() -> CODEC.fromJson(CODEC.mapper().readTree(data), FreezeDatabase.class))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageStartingWith("until")
                .hasMessageContaining(complaint);
    }
}
