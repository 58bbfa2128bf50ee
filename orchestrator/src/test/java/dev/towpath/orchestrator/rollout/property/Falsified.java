package dev.towpath.orchestrator.rollout.property;

/** A random case failed: names its seed, and shows the simplest case that fails alike as a test to be pasted. */
public final class Falsified extends AssertionError {
    private static final long serialVersionUID = 1L;

    private Falsified(String message, Throwable cause) {
        super(message, cause);
    }

    static Falsified of(long seed, Shrinking.Shrunk<?> shrunk) {
        Throwable cause = shrunk.failing().cause();
        return new Falsified(
                "seed " + seed + ": " + cause + "\n\nThe simplest of " + shrunk.tries()
                        + " cases that were tried, to be kept as a test:\n\n"
                        + test(seed, shrunk.simplest().code()),
                cause);
    }

    private static String test(long seed, String code) {
        String body = code.strip().replace("\n", "\n        ");
        return "    @Test\n    void seed_" + seed + "_holds() {\n        " + body
                + "\n                .run();\n    }\n";
    }
}
