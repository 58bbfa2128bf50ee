package dev.towpath.contracts.codec;

import dev.towpath.contracts.MessageId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message, or a rollout file, that can't be read, or asks for what isn't built. Nothing else is thrown for bad input.
 *
 * <p>{@link #rule} and {@link #detail} go into the reply unchanged. Where the sender's {@link #identity} could be read
 * there is somebody to reply to; without it the message is a dead letter.
 */
public final class UnreadableMessage extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Rule {
        /** Not JSON or YAML, or not a CloudEvents message. */
        UNREADABLE("UnreadableMessage"),
        UNKNOWN_FIELD("UnknownField"),
        UNKNOWN_TYPE("UnknownType"),
        TOO_LARGE("TooLarge"),
        /** A required value is missing, or one is of the wrong kind or out of range. */
        INVALID_VALUE("InvalidValue"),
        /** Known by name, but not built yet. */
        NOT_SUPPORTED_YET("NotSupportedYet");

        private final String wireName;

        Rule(String wireName) {
            this.wireName = wireName;
        }

        /** The name in replies and problems. */
        public String wireName() {
            return wireName;
        }
    }

    private final Rule rule;
    private final String path;
    private final transient @Nullable MessageId identity;
    private final String rolloutId;

    private UnreadableMessage(Rule rule, String path, String detail) {
        this(rule, path, detail, null, "");
    }

    private UnreadableMessage(Rule rule, String path, String detail, @Nullable MessageId identity, String rolloutId) {
        super(detail);
        this.rule = rule;
        this.path = path;
        this.identity = identity;
        this.rolloutId = rolloutId;
    }

    static UnreadableMessage unreadable(String detail) {
        return new UnreadableMessage(Rule.UNREADABLE, "", detail);
    }

    static UnreadableMessage invalid(String path, String detail) {
        return new UnreadableMessage(Rule.INVALID_VALUE, path, (path.isEmpty() ? "the data" : path) + " " + detail);
    }

    static UnreadableMessage notSupportedYet(String path, String what) {
        return new UnreadableMessage(Rule.NOT_SUPPORTED_YET, path, what + " is known, but not supported yet");
    }

    static UnreadableMessage tooLarge(long bytes) {
        return new UnreadableMessage(
                Rule.TOO_LARGE,
                "",
                bytes + " bytes are more than the limit of 256 KiB (" + MessageCodec.MAX_BYTES + " bytes)");
    }

    /** {@code what} is the kind of name that is unknown: a field, a change. */
    static UnreadableMessage unknown(String what, String path, String suggestion) {
        return new UnreadableMessage(Rule.UNKNOWN_FIELD, path, "unknown " + what + " " + path + suggestion);
    }

    static UnreadableMessage unknownType(String type, Optional<String> nearest) {
        String detail = type.isEmpty() ? "type is required" : "unknown type " + Text.shown(type);
        return new UnreadableMessage(
                Rule.UNKNOWN_TYPE,
                "type",
                detail + nearest.map(name -> "; did you mean '" + name + "'?").orElse(""));
    }

    /** The same complaint, with what is known of its sender. */
    UnreadableMessage about(@Nullable MessageId sender, String rollout) {
        UnreadableMessage known = new UnreadableMessage(rule, path, detail(), sender, rollout);
        known.initCause(this);
        return known;
    }

    /** The broken rule, such as {@code UnknownField}. */
    public String rule() {
        return rule.wireName();
    }

    /** The same as a value to switch on. */
    public Rule kind() {
        return rule;
    }

    /** Where in the data, such as {@code rollout.changes[0].rename_column.form}; empty for the whole. */
    public String path() {
        return path;
    }

    /** For people: where, what is wrong, what to do. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Who sent it, if that much could be read. */
    public Optional<MessageId> identity() {
        return Optional.ofNullable(identity);
    }

    /** The rollout that it is about, if that much could be read; else empty. */
    public String rolloutId() {
        return rolloutId;
    }
}
