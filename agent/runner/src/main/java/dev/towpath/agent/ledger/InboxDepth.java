package dev.towpath.agent.ledger;

/**
 * How much of the inbox is not done.
 *
 * @param heldBack those of {@code commands} that wait for one before them which has not come
 */
public record InboxDepth(long commands, long heldBack) {
    private static final String COUNT = """
            SELECT count(*), count(*) FILTER (WHERE sequence
                > coalesce((SELECT received FROM towpath.sequence s WHERE s.subject = i.subject), 0))
            FROM towpath.inbox i WHERE done_at IS NULL""";

    /** As of now. */
    public static InboxDepth of(Ledger ledger) throws InterruptedException {
        return ledger.read(session -> session.row(COUNT))
                .map(row -> new InboxDepth(row.getLong(0), row.getLong(1)))
                .orElseThrow();
    }
}
