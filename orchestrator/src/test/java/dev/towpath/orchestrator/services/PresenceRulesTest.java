package dev.towpath.orchestrator.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.InstanceName;
import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.ServiceVersion;
import dev.towpath.contracts.presence.InstancePresent;
import dev.towpath.orchestrator.rollout.services.InstanceSeen.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresenceRulesTest {
    private static final Instant NOON = Instant.parse("2026-03-06T12:00:00Z");
    private static final PresenceRules RULES = new PresenceRules(Duration.ofSeconds(30), Duration.ofSeconds(60));
    private static final Sessions NEVER = new Sessions.NeverShown();
    private static final Leave STAYS = new Leave.Stays();

    @Test
    void who_spoke_within_the_time_lives_whatever_its_sessions() {
        assertState(Presence.LIVE, instance(30, NEVER, STAYS));
        assertState(Presence.LIVE, instance(30, shown(600), STAYS));
    }

    @Test
    void silence_alone_makes_unknown_however_long() {
        assertState(Presence.UNKNOWN, instance(31, NEVER, STAYS));
        assertState(Presence.UNKNOWN, instance(86_400, NEVER, STAYS));
        assertThat(RULES.detailOf(instance(31, NEVER, STAYS))).contains("30s", "retired");
    }

    @Test
    void who_is_silent_and_left_the_target_is_gone_and_not_before() {
        assertState(Presence.UNKNOWN, instance(31, shown(59), STAYS));
        assertState(Presence.GONE, instance(31, shown(60), STAYS));
    }

    @Test
    void goodbye_and_an_operator_make_gone_and_say_so() {
        KnownInstance retired = instance(1, shown(0), new Leave.Retired(NOON, "dba@example.org", "host was burnt"));

        assertState(Presence.GONE, instance(1, shown(0), new Leave.Goodbye(NOON)));
        assertState(Presence.GONE, retired);
        assertThat(RULES.detailOf(retired)).contains("dba@example.org", "host was burnt", NOON.toString());
    }

    @Test
    void nothing_is_settled_before_everybody_had_a_third_of_the_time_to_speak() {
        assertThat(RULES.settled(new Listening(true, Duration.ofSeconds(10)))).isTrue();
        assertThat(RULES.settled(new Listening(true, Duration.ofSeconds(9)))).isFalse();
        assertThat(RULES.settled(new Listening(false, Duration.ofHours(1)))).isFalse();
    }

    @Test
    void a_time_too_short_to_speak_in_is_refused() {
        assertThatThrownBy(() -> new PresenceRules(Duration.ofMillis(999), Duration.ofSeconds(60)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertState(Presence state, KnownInstance instance) {
        assertThat(RULES.stateOf(instance)).isEqualTo(state);
    }

    private static Sessions shown(int secondsAgo) {
        return new Sessions.Shown(Duration.ofSeconds(secondsAgo));
    }

    private static KnownInstance instance(int silentSeconds, Sessions sessions, Leave leave) {
        InstancePresent said = new InstancePresent(
                new ServiceName("crm"),
                new InstanceName("crm-1"),
                new ServiceVersion("2.4.0"),
                new DatabaseId("shop"),
                Map.of());
        return new KnownInstance(said, NOON, Duration.ofSeconds(silentSeconds), sessions, leave);
    }
}
