package dev.towpath.cli.audit;

import dev.towpath.cli.offline.TargetUrl;
import dev.towpath.contracts.anchor.AnchorMark;
import dev.towpath.contracts.audit.AnchorBook;

/** Table {@code towpath.anchor} in the ledger of one target. */
final class LedgerMarks {
    private static final String MARKS = "SELECT number, hash, previous_hash FROM towpath.anchor ORDER BY number";

    private LedgerMarks() {}

    /** Gives how many there are. */
    static long read(TargetUrl target, AnchorBook book) {
        String place = "ledger " + target.place();
        long[] count = {0};
        try (Session session = Session.open(target)) {
            session.each(MARKS, row -> {
                count[0]++;
                book.mark(place, new AnchorMark(row.getLong(1), row.getString(2), row.getString(3)));
            });
        }
        return count[0];
    }
}
