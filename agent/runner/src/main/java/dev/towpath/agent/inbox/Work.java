package dev.towpath.agent.inbox;

import dev.towpath.agent.ledger.InboxEntry;

/** Does what an entry asks and concludes it in the ledger; may take days. Blocks its thread. */
@FunctionalInterface
public interface Work {
    /** An interrupt leaves the entry open for a successor. */
    void perform(InboxEntry entry) throws InterruptedException;
}
