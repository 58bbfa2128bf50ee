package dev.towpath.orchestrator.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.towpath.contracts.codec.MessageCodec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What every part of the process shares: the clock, and the one way in which messages and JSON are written. */
final class Ambient {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    MessageCodec codec() {
        return new MessageCodec();
    }

    @Produces
    @Singleton
    ObjectMapper mapper(MessageCodec codec) {
        return codec.mapper();
    }
}
