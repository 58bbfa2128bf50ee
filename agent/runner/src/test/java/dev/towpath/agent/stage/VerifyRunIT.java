package dev.towpath.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.outcome.StepFailed;
import dev.towpath.contracts.outcome.StepSucceeded;
import dev.towpath.contracts.plan.VerifyStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifyRunIT {
    private static final VerifyStep STEP =
            Steps.verify("SELECT count(*), count(*) FILTER (WHERE a IS DISTINCT FROM b) FROM public.pairs");

    private Target target;

    @BeforeEach
    void table() {
        target = Target.create();
        target.own("CREATE TABLE pairs (a int, b int); INSERT INTO pairs SELECT n, n FROM generate_series(1, 10) n");
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void equal_rows_succeed_and_say_how_many_were_compared() {
        StepSucceeded done = (StepSucceeded) target.run(STEP);

        assertThat(done.rows()).isEqualTo(10);
        assertThat(target.number("SELECT count(*) FROM towpath.receipt")).isZero();
    }

    @Test
    void rows_that_differ_are_counted_never_shown_and_looked_for_anew_each_time() {
        target.run(STEP);
        target.execute("UPDATE pairs SET b = 4711 WHERE a <= 2");

        StepFailed failed = (StepFailed) target.run(STEP);

        assertThat(failed.failure().rule()).isEqualTo("RowsDiffer");
        assertThat(failed.failure().detail()).startsWith("2 of 10 rows differ").doesNotContain("4711");
    }

    @Test
    void a_verification_that_would_write_is_refused() {
        StepFailed failed = (StepFailed) target.run(Steps.verify("DELETE FROM public.pairs RETURNING 1, 0"));

        assertThat(failed.failure().rule()).isEqualTo("DatabaseReadOnly");
        assertThat(target.number("SELECT count(*) FROM pairs")).isEqualTo(10);
    }
}
