package dev.towpath.contracts.codec;

import java.util.regex.Pattern;

/** The attribute {@code traceparent} of <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>, as text. */
public final class TraceParent {
    /** Version 00 and later ones that look the same; neither the trace nor the span before may be all zeros. */
    private static final Pattern FORM =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /** The text itself; empty if it is of another form, which is as good as none. */
    public static String of(String text) {
        return FORM.matcher(text).matches() ? text : "";
    }
}
