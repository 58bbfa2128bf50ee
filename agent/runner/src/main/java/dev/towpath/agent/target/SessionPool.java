package dev.towpath.agent.target;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * A few sessions kept open for short statements, so that a report doesn't cost a login. Fair: who waits longest is
 * served first. A session that failed is closed, never handed on.
 */
public final class SessionPool implements AutoCloseable {
    private final TargetSessions sessions;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<TargetSession> idle = new ConcurrentLinkedDeque<>();

    public SessionPool(TargetSessions sessions, int size) {
        this.sessions = sessions;
        this.permits = new Semaphore(size, true);
    }

    /** Runs {@code work} on a session that nobody else uses meanwhile. */
    public <T> T with(SessionWork<T> work) throws InterruptedException {
        permits.acquire();
        try {
            TargetSession kept = idle.pollFirst();
            TargetSession session = kept == null ? sessions.open() : kept;
            boolean sound = false;
            try {
                T result = work.on(session);
                sound = true;
                return result;
            } finally {
                giveBack(session, sound);
            }
        } finally {
            permits.release();
        }
    }

    @Override
    public void close() {
        idle.forEach(TargetSession::close);
        idle.clear();
    }

    private void giveBack(TargetSession session, boolean sound) {
        if (sound) {
            idle.addFirst(session);
        } else {
            session.close();
        }
    }
}
