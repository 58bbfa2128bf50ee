package dev.towpath.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.change.RenameColumn;
import dev.towpath.contracts.codec.RolloutFiles.Format;
import dev.towpath.contracts.spec.BackfillSpec;
import dev.towpath.contracts.spec.ChangeWindow;
import dev.towpath.contracts.spec.Dependency;
import dev.towpath.contracts.spec.GateSpec;
import dev.towpath.contracts.spec.Lineage;
import dev.towpath.contracts.spec.RolloutSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutFilesTest {
    private static final String SMALLEST = "revision: r1\ndatabase: shop\nchanges:\n"
            + "  - rename_column: {table: users, from: full_name, to: display_name}\n";

    private final RolloutFiles files = new RolloutFiles();

    @Test
    void what_a_file_leaves_out_is_filled_in() throws UnreadableMessage {
        RolloutSpec rollout = read(SMALLEST);

        assertThat(rollout.changes()).containsExactly(new RenameColumn("public", "users", "full_name", "display_name"));
        assertThat(rollout.backfill()).isEqualTo(BackfillSpec.DEFAULT);
        assertThat(rollout.gates()).isEmpty();
        assertThat(rollout.keepFor()).isEqualTo(Duration.ofDays(7));
        assertThat(rollout.lockTimeout()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void every_key_that_is_built_is_read() throws UnreadableMessage {
        RolloutSpec rollout = read(SMALLEST + """
                title: Replace it
                down_revision: null
                depends_on: []
                services: {}
                dual_write: triggers
                backfill: {batch_duration: 1s, workers: 1, fires_triggers: accepted}
                gates:
                  cutover: {approvals: 1, soak: 10m}
                  drop: {approvals: 2}
                drop: {keep_for: 0s}
                lock_timeout: 200ms
                """);

        assertThat(rollout.title()).isEqualTo("Replace it");
        assertThat(rollout.backfill()).isEqualTo(new BackfillSpec(Duration.ofSeconds(1), true));
        assertThat(rollout.gate(GatePoint.CUTOVER)).isEqualTo(new GateSpec(1, Duration.ofMinutes(10)));
        assertThat(rollout.gate(GatePoint.DROP)).isEqualTo(new GateSpec(2, Duration.ZERO));
        assertThat(rollout.gate(GatePoint.EXPAND)).isEqualTo(GateSpec.OPEN);
        assertThat(rollout.keepFor()).isZero();
        assertThat(rollout.lockTimeout()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void what_is_written_reads_as_the_same_rollout() throws UnreadableMessage {
        assertThat(files.read(files.write(SampleRollout.ROLLOUT))).isEqualTo(SampleRollout.ROLLOUT);
    }

    @Test
    void what_a_gate_may_be_told_is_written_and_read() throws UnreadableMessage {
        RolloutSpec rollout = read(SMALLEST + """
                gates:
                  contract: {approvals_expire: 2d, window: "tue-thu 02:00-04:00 UTC,  sat 22:00-24:00 Europe/Berlin"}
                """);

        assertThat(rollout.gate(GatePoint.CONTRACT))
                .isEqualTo(new GateSpec(
                        0,
                        Duration.ofDays(2),
                        Duration.ZERO,
                        List.of(
                                ChangeWindow.parse("tue-thu 02:00-04:00 UTC"),
                                ChangeWindow.parse("sat 22:00-24:00 Europe/Berlin"))));
        assertThat(files.read(files.write(rollout))).isEqualTo(rollout);
    }

    @Test
    void yaml_and_json_mean_the_same() throws UnreadableMessage {
        String json = files.parse(SMALLEST.getBytes(StandardCharsets.UTF_8), Format.YAML)
                .toString();

        assertThat(files.read(json.getBytes(StandardCharsets.UTF_8), Format.JSON))
                .isEqualTo(read(SMALLEST));
    }

    @Test
    void the_place_in_the_graph_is_one_revision_or_a_list() throws UnreadableMessage {
        assertThat(read(SMALLEST + "down_revision: r0\ndepends_on: core\nbranch_labels: shop\n")
                        .lineage())
                .isEqualTo(new Lineage(
                        List.of(new Revision("r0")),
                        List.of(new Dependency(new Revision("core"), Optional.empty())),
                        List.of("shop"),
                        false));
        assertThat(read(SMALLEST + """
                down_revision: [r0, r2]
                depends_on: [r3, {revision: r4, stage: cutover}]
                branch_labels: [shop, crm]
                new_head: true
                """).lineage())
                .isEqualTo(new Lineage(
                        List.of(new Revision("r0"), new Revision("r2")),
                        List.of(
                                new Dependency(new Revision("r3"), Optional.empty()),
                                new Dependency(new Revision("r4"), Optional.of(Stage.CUTOVER))),
                        List.of("shop", "crm"),
                        true));
        assertThat(read(SMALLEST + "down_revision: null\ndepends_on: []\nbranch_labels: null\n")
                        .lineage())
                .isEqualTo(Lineage.ROOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Users", "user table", "a.b", "\\\"q\\\"", "日本", "no", "0x1F", "20260306_1"})
    void a_sql_name_is_taken_literally(String name) throws UnreadableMessage {
        String yaml = SMALLEST.replace("from: full_name", "from: \"" + name + "\"");

        assertThat(((RenameColumn) read(yaml).changes().get(0)).from()).isEqualTo(name.replace("\\\"", "\""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            revison: r1                         | UnknownField    | revison; did you mean 'revision'?
            owner: me                           | UnknownField    | unknown field owner; known are
            gates: {cutover: {approvers: 1}}    | UnknownField    | gates.cutover.approvers; did you mean 'approvals'?
            gates: {cut_over: {}}               | UnknownField    | gates.cut_over; did you mean 'cutover'?
            backfill: {batch_time: 1s}          | UnknownField    | backfill.batch_time
            plan_only: true                     | UnknownField    | plan_only
            down_revision: a.b                  | InvalidValue    | down_revision is 'a.b': a revision is 1 to 64
            down_revision: [r0, r0]             | InvalidValue    | down_revision[1] stands there twice
            down_revision: [[r0]]               | InvalidValue    | down_revision[0] must be text, but is a list
            depends_on: [{revision: r0, stage: cut}] | InvalidValue | depends_on[0].stage is 'cut', but must be one of expand
            depends_on: [{stage: cutover}]      | InvalidValue    | depends_on[0].revision is required
            depends_on: [{revison: r0}]         | UnknownField    | depends_on[0].revison; did you mean 'revision'?
            branch_labels: [a b]                | InvalidValue    | branch_labels[0] is 'a b': a branch label is 1 to 64
            new_head: maybe                     | InvalidValue    | new_head must be true or false
            services: [crm]                     | InvalidValue    | services must be an object, but is a list
            services: {crm: null}               | InvalidValue    | services.crm must be an object, but is null
            services: {crm: {}}                 | InvalidValue    | services.crm.new_from is required
            services: {c/m: {unaffected: true}} | InvalidValue    | services['c/m'] is 'c/m': a service is named by
            services: {crm: {new_from: 2}}      | InvalidValue    | services.crm.new_from must be text, but is the number 2
            services: {crm: {new_from: 2.4}}    | InvalidValue    | services.crm.new_from must be text
            services: {crm: {new_from: v2.4.0}} | InvalidValue    | services.crm.new_from is 'v2.4.0': a version is written
            services: {crm: {new_form: 2.4.0}}  | UnknownField    | services.crm.new_form; did you mean 'new_from'?
            services: {crm: {unaffected: yes}}  | InvalidValue    | services.crm.unaffected must be true or false
            services: {c: {new_from: 2.0.0, unaffected: true}}          | InvalidValue | services.c.unaffected
            services: {c: {new_from: 2.0.0, new_only_from: 2.0.0-rc.1}} | InvalidValue | services.c.new_only_from is below
            dual_write: application             | NotSupportedYet | dual_write
            dual_write: both                    | InvalidValue    | must be one of triggers, application
            backfill: {workers: 2}              | NotSupportedYet | backfill.workers
            backfill: {workers: 0}              | InvalidValue    | backfill.workers must be from 1
            backfill: {max_replica_lag: 5s}     | NotSupportedYet | backfill.max_replica_lag
            backfill: {fires_triggers: true}    | InvalidValue    | must be text, but is the boolean true
            gates: {contract: {window: x}}      | InvalidValue    | gates.contract.window is 'x': must be days, times and a zone
            gates: {contract: {unused_for: 7d}} | NotSupportedYet | gates.contract.unused_for
            gates: {contract: {unused_for: 7d}} | NotSupportedYet | gates.contract.unused_for
            gates: {cutover: {approvals: -1}}   | InvalidValue    | gates.cutover.approvals must be from 0
            gates: {cutover: {approvals: 1.5}}  | InvalidValue    | must be a whole number
            gates: {cutover: {approvals: 9e99}} | InvalidValue    | gates.cutover.approvals
            gates: {cutover: {approvals_expire: 0s}} | InvalidValue | gates.cutover.approvals_expire must be from 1s to 3650d
            gates: {cutover: {soak: -1s}}       | InvalidValue    | must be a duration such as 200ms
            gates: {cutover: {soak: 10}}        | InvalidValue    | gates.cutover.soak must be text, but is the number 10
            gates: {cutover: {soak: 9999999d}}  | InvalidValue    | must be from 0s to 3650d
            gates: null                         | InvalidValue    | gates must be an object, but is null
            gates: []                           | InvalidValue    | gates must be an object, but is a list
            title: null                         | InvalidValue    | title must be text, but is null
            title: 7                            | InvalidValue    | put it in quotes
            lock_timeout: 7d                    | InvalidValue    | lock_timeout must be from 10ms to 10s
            drop: {keep_for: forever}           | InvalidValue    | drop.keep_for is 'forever'
            """)
    void what_is_wrong_is_named_with_its_place(String line, String rule, String detail) {
        UnreadableMessage refused = refusal(SMALLEST + line + "\n");

        assertThat(refused.rule()).isEqualTo(rule);
        assertThat(refused.detail()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {table: t, form: a, to: b}             | UnknownField | changes[0].rename_column.form; did you mean 'from'?
            {table: t, from: a}                    | InvalidValue | changes[0].rename_column.to is required
            {table: t, from: a, to: a}             | InvalidValue | changes[0].rename_column.to is the name that the
            {table: t, from: '', to: a}            | InvalidValue | changes[0].rename_column.from is ''
            {table: 2024, from: b, to: a}          | InvalidValue | changes[0].rename_column.table must be text
            {table: t, from: "a\\0", to: a}        | InvalidValue | changes[0].rename_column.from holds a character
            [t, a, b]                              | InvalidValue | changes[0].rename_column must be an object
            """)
    void a_bad_rename_is_named_with_its_place(String rename, String rule, String detail) {
        UnreadableMessage refused =
                refusal("revision: r1\ndatabase: shop\nchanges:\n  - rename_column: " + rename + "\n");

        assertThat(refused.rule()).isEqualTo(rule);
        assertThat(refused.detail()).contains(detail);
    }

    @Test
    void a_name_has_at_most_63_bytes() throws UnreadableMessage {
        assertThat(read(SMALLEST.replace("full_name", "ä".repeat(31) + "x")).changes())
                .hasSize(1);
        assertThat(refusal(SMALLEST.replace("full_name", "ä".repeat(32))).detail())
                .contains("at most 63 bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            drop_column    | NotSupportedYet | the change changes[0].drop_column
            set_not_null   | NotSupportedYet | the change changes[0].set_not_null
            rename_colunm  | UnknownField    | unknown change changes[0].rename_colunm; did you mean 'rename_column'?
            frobnicate     | UnknownField    | unknown change changes[0].frobnicate
            """)
    void a_change_that_is_not_built_is_told_from_one_that_is_unknown(String change, String rule, String detail) {
        UnreadableMessage refused = refusal(SMALLEST.replace("rename_column", change));

        assertThat(refused.rule()).isEqualTo(rule);
        assertThat(refused.detail()).contains(detail);
    }

    @Test
    void several_changes_are_not_supported_yet() {
        UnreadableMessage refused = refusal(SMALLEST + "  - rename_column: {table: users, from: a, to: b}\n");

        assertThat(refused.rule()).isEqualTo("NotSupportedYet");
        assertThat(refused.detail()).contains("several changes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"database: shop\n", "revision: r1\n", "revision: r1\ndatabase: shop\n", "[]", "7", "null"})
    void what_is_required_is_asked_for(String yaml) {
        assertThat(refusal(yaml).rule()).isEqualTo("InvalidValue");
    }

    @Test
    void a_file_above_the_limit_is_refused_naming_it() {
        UnreadableMessage refused = refusal(SMALLEST + "title: " + "x".repeat(256 * 1024) + "\n");

        assertThat(refused.rule()).isEqualTo("TooLarge");
        assertThat(refused.detail()).contains("256 KiB");
    }

    private RolloutSpec read(String yaml) throws UnreadableMessage {
        return files.read(yaml.getBytes(StandardCharsets.UTF_8), Format.YAML);
    }

    private UnreadableMessage refusal(String yaml) {
        return catchThrowableOfType(UnreadableMessage.class, () -> read(yaml));
    }
}
