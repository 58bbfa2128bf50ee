package dev.towpath.standalone.demo;

/** The rollout did not go as it must; the message says what was seen instead. */
public final class DemoFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    DemoFailed(String message) {
        super(message);
    }
}
