package dev.towpath.contracts.change;

/** What a new column holds where nobody writes it. Expressions are SQL as the file has them: nobody has looked at them yet. */
public sealed interface NewValue {
    /** NULL. */
    record None() implements NewValue {}

    /** A default: a row may also be given another value. */
    record Default(String expression) implements NewValue {}

    /**
     * Always computed from the row.
     *
     * @param stored whether it is kept in the row, rather than computed when it is read
     */
    record Generated(String expression, boolean stored) implements NewValue {}

    /**
     * Numbered by the engine.
     *
     * @param always whether a number that is given is refused
     */
    record Identity(boolean always) implements NewValue {}
}
