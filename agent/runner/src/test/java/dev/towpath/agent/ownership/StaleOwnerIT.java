package dev.towpath.agent.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.agent.TargetDatabase;
import dev.towpath.agent.ledger.InboxEntry;
import dev.towpath.agent.target.TargetError;
import dev.towpath.agent.target.TargetException;
import dev.towpath.agent.target.TargetSession;
import dev.towpath.contracts.RolloutId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An owner that stood still while another one took over, and goes on as if nothing had been: whatever it writes is refused
 * by the database itself. The takeover is the real one; the owner's sessions were ended by it, so it connects anew.
 */
class StaleOwnerIT {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final TargetDatabase TARGET = TargetDatabase.migrated();
    private static final Map<OwnersWrite, InboxEntry> IN_HAND = new EnumMap<>(OwnersWrite.class);
    private static final RolloutId ROLLOUT = RolloutId.parse("shop.rename");
    private static TestOwner stale;
    private static TestOwner next;

    @BeforeAll
    static void takeover() throws InterruptedException {
        TARGET.execute("INSERT INTO public.users VALUES (1, 'a')");
        stale = TestOwner.of(TARGET);
        for (OwnersWrite write : OwnersWrite.values()) {
            String name = write.name().toLowerCase(Locale.ROOT);
            InboxEntry entry = Sample.received(stale, name, write.ordinal());
            IN_HAND.put(write, entry);
            stale.journal.tell(Sample.report(entry));
            stale.inbox.bury(Sample.unreadable(write.ordinal()), Sample.UNREADABLE);
        }
        stale.losesItsClaim();
        next = TestOwner.of(TARGET);
    }

    @AfterAll
    static void close() {
        stale.close();
        next.close();
    }

    @ParameterizedTest
    @EnumSource
    void its_write_is_refused_by_the_fence_and_leaves_no_trace(OwnersWrite write) throws InterruptedException {
        InboxEntry entry = Objects.requireNonNull(IN_HAND.get(write));
        List<String> before = everything(TARGET);

        assertThatThrownBy(() -> write.by(stale, entry))
                .isInstanceOfSatisfying(TargetException.class, refused -> assertThat(refused.error())
                        .isInstanceOf(TargetError.Fenced.class));
        assertThat(everything(TARGET)).isEqualTo(before);

        write.by(next, entry);
        assertThat(everything(TARGET)).as("the owner's own").isNotEqualTo(before);
    }

    @Test
    void what_it_had_written_and_not_committed_is_gone_before_the_next_one_owns() throws InterruptedException {
        TargetDatabase target = TargetDatabase.migrated();
        target.execute("INSERT INTO public.users VALUES (1, 'a')");
        List<String> before = everything(target);
        try (TestOwner frozen = TestOwner.of(target);
                TargetSession held = frozen.sessions.open()) {
            held.script(Sample.batch(frozen, ROLLOUT), BOUND);
            frozen.losesItsClaim();
            try (TestOwner successor = TestOwner.of(target)) {
                assertThat(successor.ledger.epoch()).isEqualTo(2);
                assertThat(target.one("SELECT count(*) FROM pg_stat_activity WHERE pid = " + held.pid()))
                        .isEqualTo("0");
                assertThatThrownBy(() -> held.script("COMMIT", BOUND))
                        .isInstanceOfSatisfying(TargetException.class, lost -> assertThat(lost.error())
                                .isInstanceOf(TargetError.SessionLost.class));
            }
        }
        assertThat(everything(target)).isEqualTo(before);
    }

    @Test
    void a_statement_outside_a_transaction_dies_with_the_session_that_its_intent_names() throws InterruptedException {
        TargetDatabase target = TargetDatabase.migrated();
        try (TestOwner frozen = TestOwner.of(target);
                TargetSession named = frozen.sessions.open()) {
            Sample.intend(frozen, named, ROLLOUT);
            frozen.losesItsClaim();
            try (TestOwner successor = TestOwner.of(target)) {
                assertThat(successor.ledger.epoch()).isEqualTo(2);
                assertThatThrownBy(() ->
                                named.script("CREATE INDEX CONCURRENTLY users_name ON public.users (full_name)", BOUND))
                        .isInstanceOf(TargetException.class);
            }
        }
        assertThat(target.one("SELECT count(*) FROM pg_class WHERE relname = 'users_name'"))
                .isEqualTo("0");
    }

    /** Every row of the ledger but the fence, the users and their columns. */
    private static List<String> everything(TargetDatabase target) {
        List<String> all = new ArrayList<>();
        String tables = target.one("""
                SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class
                WHERE relnamespace = 'towpath'::regnamespace AND relkind = 'r' AND relname <> 'fence'""");
        for (String table : tables.split(" ")) {
            all.add(table + " " + rows(target, "towpath." + table));
        }
        all.add("users " + rows(target, "public.users"));
        all.add(target.one("SELECT string_agg(attname, ' ' ORDER BY attname) FROM pg_attribute"
                + " WHERE attrelid = 'public.users'::regclass"));
        return all;
    }

    private static String rows(TargetDatabase target, String table) {
        return target.one("SELECT string_agg(t::text, E'\\n' ORDER BY t::text) FROM " + table + " t");
    }
}
