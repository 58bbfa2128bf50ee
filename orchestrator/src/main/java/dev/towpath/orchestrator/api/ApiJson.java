package dev.towpath.orchestrator.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.towpath.contracts.codec.MessageCodec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** REST writes JSON exactly as the topics do: with the wire's own mapper, in place of the framework's. */
final class ApiJson {
    private ApiJson() {}

    @Produces
    @Singleton
    static ObjectMapper mapper(MessageCodec codec) {
        return codec.mapper();
    }
}
