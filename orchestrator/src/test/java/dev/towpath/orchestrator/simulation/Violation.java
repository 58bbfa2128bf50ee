package dev.towpath.orchestrator.simulation;

/** A promise was broken. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;
    private String trace = "";

    Violation(String what) {
        super(what);
    }

    Violation(String what, Throwable cause) {
        super(what, cause);
    }

    /** Where it happened, and how to see it again. */
    void in(long seed, Trace steps) {
        trace = "\n\nreplay: mvn -pl orchestrator -am test -Dtest=SimulationTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dtowpath.seed=" + seed + "\n\n" + steps;
    }

    @Override
    public String getMessage() {
        return super.getMessage() + trace;
    }
}
