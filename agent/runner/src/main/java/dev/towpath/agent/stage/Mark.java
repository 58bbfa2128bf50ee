package dev.towpath.agent.stage;

import dev.towpath.contracts.codec.TraceParent;

/**
 * The comment behind every statement of a step, in the form of sqlcommenter (https://google.github.io/sqlcommenter/spec):
 * whoever looks at {@code pg_stat_activity} or at the server's log sees which step it is, and finds the trace that the
 * command was sent in.
 */
final class Mark {
    private Mark() {}

    static String of(StepOrder order) {
        String step =
                "/*attempt='%d',rollout='%s',step='%s'".formatted(order.attempt(), order.rolloutId(), order.stepId());
        String trace = TraceParent.of(order.traceparent()); // anything else would be run as SQL
        return trace.isEmpty() ? step + "*/" : step + ",traceparent='" + trace + "'*/";
    }
}
