package dev.towpath.agent.target;

/** Carries a {@link TargetError} to whoever decides what it means for a step. */
public final class TargetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TargetError error;

    public TargetException(TargetError error, Throwable cause) {
        super(cause);
        this.error = error;
    }

    public TargetException(TargetError error) {
        super();
        this.error = error;
    }

    /** What happened, for an exhaustive switch. */
    public TargetError error() {
        return error;
    }

    @Override
    public String getMessage() {
        return describe(error);
    }

    private static String describe(TargetError error) {
        String state = error.sqlState().isEmpty() ? "" : " (" + error.sqlState() + ")";
        return error.getClass().getSimpleName() + state + ": " + error.detail();
    }
}
