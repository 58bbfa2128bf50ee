package dev.towpath.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A step of one plan: {@code <stage>.<number>.<what>}, such as {@code expand.1.add-column}; unique in its plan. */
public record StepId(@JsonValue String value) {
    private static final Pattern FORM =
            Pattern.compile("(expand|dual_write|backfill|cutover|contract)\\.[1-9][0-9]*\\.[a-z0-9-]{1,80}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public StepId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a step id is <stage>.<number>.<what>");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
