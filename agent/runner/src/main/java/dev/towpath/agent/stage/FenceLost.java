package dev.towpath.agent.stage;

/**
 * Another owner has raised the fence's epoch: whatever this owner was about to write was refused by the database. It
 * must stop executing and must not report.
 */
public final class FenceLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FenceLost(long epoch) {
        super("epoch " + epoch + " is no longer the owner's");
    }
}
