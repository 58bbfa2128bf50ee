package dev.towpath.agent.target;

/** Something done on a session by a thread that may be interrupted. */
@FunctionalInterface
public interface SessionWork<T> {
    T on(TargetSession session) throws InterruptedException;
}
