package dev.towpath.cli.audit;

import dev.towpath.contracts.audit.AnchorBook;
import dev.towpath.contracts.audit.Claims;
import dev.towpath.contracts.audit.Finding;
import dev.towpath.contracts.audit.LogVerifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads everything and says what is wrong. Ledgers first, then the topic, then the store: a ledger hears of an anchor after
 * the topic, and an anchor covers only what was committed before it. So nothing is missed that is being written meanwhile.
 */
public final class Verification {
    /** What is kept of a log that was written anew from end to end. */
    private static final int LISTED = 1_000;

    private final Places places;
    private final List<Finding> findings = new ArrayList<>();
    private long count;

    private Verification(Places places) {
        this.places = places;
    }

    /**
     * What was found.
     *
     * @param findings the first thousand of {@code count}
     */
    public record Verdict(
            Places places, List<Finding> findings, long count, AnchorBook.Summary anchors, LogVerifier.Totals log) {
        public Verdict {
            findings = List.copyOf(findings);
        }

        public boolean isIntact() {
            return count == 0;
        }
    }

    public static Verdict of(Places places) {
        return new Verification(places).verdict();
    }

    private Verdict verdict() {
        AnchorBook book = new AnchorBook(this::found);
        places.ledgers().forEach(ledger -> LedgerMarks.read(ledger, book));
        places.kafka().ifPresent(brokers -> new AnchorTopic(brokers).read(book, this::found));
        try (Session session = Session.open(places.store())) {
            StoreLog store = new StoreLog(session);
            store.anchors(book, this::found);
            Claims claims = book.close();
            LogVerifier verifier = new LogVerifier(claims, this::found);
            store.events(verifier);
            LogVerifier.Totals totals = verifier.finish();
            return new Verdict(places, findings, count, book.summary(), totals);
        }
    }

    private void found(Finding finding) {
        count++;
        if (findings.size() < LISTED) {
            findings.add(finding);
        }
    }
}
