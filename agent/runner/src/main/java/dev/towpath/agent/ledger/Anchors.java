package dev.towpath.agent.ledger;

import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.agent.RecordAnchor;
import dev.towpath.contracts.anchor.AnchorMark;
import java.time.ZoneOffset;

/**
 * Table {@code towpath.anchor}: what the orchestrator's log was anchored at, as it was told at the time. Where it is told
 * something else of the same anchor later on, both stay: that is what {@code towpath audit verify} looks for.
 */
final class Anchors {
    private static final String KEEP = """
            INSERT INTO towpath.anchor (number, hash, previous_hash, made_at)
            VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING""";

    private Anchors() {}

    static void keep(TargetSession session, RecordAnchor anchored) throws InterruptedException {
        AnchorMark mark = anchored.anchor();
        session.query(
                KEEP,
                mark.number(),
                mark.hash(),
                mark.previousHash(),
                anchored.time().atOffset(ZoneOffset.UTC));
    }
}
