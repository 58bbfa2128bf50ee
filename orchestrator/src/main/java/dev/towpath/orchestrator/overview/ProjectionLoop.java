package dev.towpath.orchestrator.overview;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Keeps the read models following the log for as long as the process lives, one turn at a time.
 *
 * <p>Failure semantics: a failed turn, as while the store is away, is repeated after a moment, without end.
 */
@ApplicationScoped
class ProjectionLoop {
    private static final Logger LOG = Logger.getLogger(ProjectionLoop.class);
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final OverviewProjector projector;
    private final Vertx vertx;
    private volatile boolean stopped;
    private volatile boolean failing;

    ProjectionLoop(OverviewProjector projector, Vertx vertx) {
        this.projector = projector;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        turn();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void turn() {
        if (stopped) {
            return;
        }
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        // One turn is all that ever runs on this context, so a session may be bound to it.
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(
                now -> Uni.createFrom().deferred(projector::turn).subscribe().with(this::done, this::failed));
    }

    private void done(boolean more) {
        if (failing) {
            failing = false;
            LOG.info("read models follow the log again");
        }
        again(more ? AT_ONCE : IDLE);
    }

    private void failed(Throwable failure) {
        if (!failing) {
            failing = true;
            LOG.warn("read models stand still", failure);
        }
        again(AFTER_FAILURE);
    }

    private void again(Duration pause) {
        vertx.setTimer(pause.toMillis(), timer -> turn());
    }
}
