package dev.towpath.agent.ownership;

import dev.towpath.agent.backfill.Tempo;
import dev.towpath.agent.ledger.InboxEntry;
import dev.towpath.agent.ledger.Receipts;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Everything that an owner writes into its database, one of each. */
enum OwnersWrite {
    COMMAND_TAKEN_IN((owner, entry) -> Sample.received(owner, "later", 40)),
    COMMAND_PUT_ASIDE((owner, entry) -> owner.inbox.bury(Sample.unreadable(41), Sample.UNREADABLE)),
    OUTCOME((owner, entry) -> owner.journal.conclude(entry, Sample.report(entry))),
    NEWS_ON_THE_WAY((owner, entry) -> owner.journal.tell(Sample.report(entry))),
    FROZEN_PLAN((owner, entry) ->
            owner.journal.freeze(entry, Sample.rollout(entry), Sample.PLAN, Map.of(), Sample.report(entry))),
    PAUSE((owner, entry) -> owner.journal.pause(entry, Sample.rollout(entry))),
    RESUME((owner, entry) -> owner.journal.resume(entry, Sample.rollout(entry))),
    TEMPO((owner, entry) ->
            owner.journal.tune(entry, Sample.rollout(entry), new Tempo(Duration.ofSeconds(1), Duration.ofSeconds(2)))),
    WITHDRAWAL((owner, entry) -> owner.journal.withdraw(entry, Sample.attempt(entry))),
    END_SAID_AGAIN((owner, entry) -> owner.journal.report(entry, Sample.attempt(entry))),
    ANCHOR((owner, entry) -> owner.journal.anchor(entry, Sample.anchor())),
    CLOSE((owner, entry) -> owner.journal.close(entry, Sample.rollout(entry))),
    DEAD_LETTER((owner, entry) -> owner.journal.bury(entry, Sample.UNREADABLE)),
    SENT_OUTCOME((owner, entry) ->
            owner.outbox.remove(List.of(owner.outbox.pending().getFirst().position()))),
    SENT_LETTER((owner, entry) -> owner.letters.remove(owner.letters.pending().getFirst())),
    INTRODUCTION((owner, entry) -> owner.introduction.write()),
    RECEIPT((owner, entry) -> new Receipts(owner.ledger).record(Sample.receipt(entry))),
    INTENT((owner, entry) -> owner.sessions.with(session -> Sample.intend(owner, session, Sample.rollout(entry)))),
    STEP_IN_A_TRANSACTION((owner, entry) -> Sample.commit(owner, Sample.alteration(owner, entry))),
    BATCH((owner, entry) -> Sample.commit(owner, Sample.batch(owner, Sample.rollout(entry))));

    /** One write; {@code entry} is the owner's own, and open. */
    interface Write {
        void by(TestOwner owner, InboxEntry entry) throws InterruptedException;
    }

    private final Write write;

    OwnersWrite(Write write) {
        this.write = write;
    }

    void by(TestOwner owner, InboxEntry entry) throws InterruptedException {
        write.by(owner, entry);
    }
}
