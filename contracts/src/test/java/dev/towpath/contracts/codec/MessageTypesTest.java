package dev.towpath.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Message;
import dev.towpath.contracts.agent.AgentCommand;
import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.contracts.event.PhaseAnnounced;
import dev.towpath.contracts.event.StreamEvent;
import dev.towpath.contracts.outcome.BackfillProgress;
import dev.towpath.contracts.outcome.Outcome;
import dev.towpath.contracts.presence.InstancePresent;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageTypesTest {
    @Test
    void every_message_has_a_type_and_every_type_a_message() {
        Set<String> types = Stream.concat(
                        Stream.of(UserCommand.class, AgentCommand.class, Outcome.class, StreamEvent.class)
                                .flatMap(MessageTypesTest::records),
                        Stream.of(
                                CommandReply.class,
                                BackfillProgress.class,
                                PhaseAnnounced.class,
                                InstancePresent.class,
                                Anchor.class))
                .map(record -> MessageTypes.of(record.asSubclass(Message.class)))
                .collect(Collectors.toSet());

        assertThat(types).isEqualTo(MessageTypes.all());
    }

    @Test
    void a_type_is_named_after_its_record_in_kebab_case() {
        assertThat(MessageTypes.all()).allSatisfy(type -> {
            Class<?> record = MessageTypes.recordOf(type).orElseThrow();
            String kebab = record.getSimpleName()
                    .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                    .toLowerCase(Locale.ROOT);
            assertThat(type)
                    .matches(
                            "dev\\.towpath\\.(command|reply|agent-command|outcome|progress|event|phase|presence|audit)\\."
                                    + kebab + "\\.v1");
        });
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(MessageTypesTest::records)
                : Stream.of(type);
    }
}
