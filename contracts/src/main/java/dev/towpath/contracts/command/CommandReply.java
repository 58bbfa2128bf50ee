package dev.towpath.contracts.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.towpath.contracts.Message;

/**
 * The orchestrator's answer to a user command. A redelivered command gets its stored reply again, unchanged.
 *
 * @param rolloutId the rollout meant, or empty if the command names none that can be read
 * @param rule the broken rule if rejected, such as {@code RolloutAlreadyOpen}; else empty
 * @param detail for people: what is wrong, where, and what to do; or what one ought to know of what was accepted; else empty
 */
public record CommandReply(
        String commandSource, String commandId, Result result, String rolloutId, String rule, String detail)
        implements Message {
    /** What became of the command. */
    public enum Result {
        @JsonProperty("accepted")
        ACCEPTED,
        /** A new id asks for what is so already. */
        @JsonProperty("already_done")
        ALREADY_DONE,
        @JsonProperty("rejected")
        REJECTED
    }
}
