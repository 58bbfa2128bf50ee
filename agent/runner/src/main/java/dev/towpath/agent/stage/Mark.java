package dev.towpath.agent.stage;

import java.util.regex.Pattern;

/**
 * The comment behind every statement of a step, in the form of sqlcommenter (https://google.github.io/sqlcommenter/spec):
 * whoever looks at {@code pg_stat_activity} or at the server's log sees which step it is, and finds the trace that the
 * command was sent in.
 */
final class Mark {
    /** W3C Trace Context, version 00 and what may follow it. Anything else is left out: it would be run as SQL. */
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private Mark() {}

    static String of(StepOrder order) {
        String step =
                "/*attempt='%d',rollout='%s',step='%s'".formatted(order.attempt(), order.rolloutId(), order.stepId());
        return TRACEPARENT.matcher(order.traceparent()).matches()
                ? step + ",traceparent='" + order.traceparent() + "'*/"
                : step + "*/";
    }
}
