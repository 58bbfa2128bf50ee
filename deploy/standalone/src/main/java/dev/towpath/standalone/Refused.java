package dev.towpath.standalone;

/** What was asked for can't be; the message names the option and says what to do. Nothing has been started. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Refused(String option, String detail) {
        super(option + ": " + detail);
    }

    /** Known, but not built yet. */
    static Refused notSupportedYet(String option, String detail) {
        return new Refused(option, "NotSupportedYet: " + detail);
    }
}
