package dev.towpath.orchestrator.audit;

import dev.towpath.orchestrator.station.Rounds;
import dev.towpath.orchestrator.station.Station;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Looks every second whether an anchor is due. A look that failed is repeated in the next round. */
@Singleton
public final class AnchorRounds implements Station {
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final Anchoring anchoring;
    private final Rounds rounds;

    AnchorRounds(Anchoring anchoring) {
        this.anchoring = anchoring;
        this.rounds = new Rounds("anchor the log", ROUND, this::round);
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
    }

    private Uni<Void> round() {
        return Multi.createBy()
                .repeating()
                .uni(anchoring::turn)
                .whilst(made -> made)
                .onItem()
                .ignoreAsUni();
    }
}
