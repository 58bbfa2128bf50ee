package dev.towpath.orchestrator.rollout.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.InstanceName;
import dev.towpath.contracts.Phase;
import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.ServiceVersion;
import dev.towpath.contracts.spec.ServiceSpec;
import dev.towpath.contracts.spec.ServiceSpec.Following;
import dev.towpath.orchestrator.rollout.services.InstanceSeen.Presence;
import dev.towpath.orchestrator.rollout.services.Need.Acknowledged;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One instance of crm (knows the change from 2.4.0 on, never touches the old shape from 3.0.0 on) against each need. */
class JudgementTest {
    private static final ServiceName CRM = new ServiceName("crm");
    private static final Map<ServiceName, ServiceSpec> NAMED =
            Map.of(CRM, new Following(new ServiceVersion("2.4.0"), Optional.of(new ServiceVersion("3.0.0"))));
    private static final Instant SAID = Instant.parse("2026-03-06T09:00:00Z");

    @ParameterizedTest(
            name = "{0} {1} says {2}: read_new {3}, contract {4}, hide {5}, back to old {6}, expand undone {7}")
    @CsvSource(textBlock = """
            # version,    presence, acknowledged, read_new, contract, hide,  old,   untold
            2.3.9,        live,     -,            yes,      no,       no,    yes,   yes
            2.3.9,        unknown,  -,            yes,      no,       no,    yes,   yes
            2.3.9,        gone,     -,            yes,      yes,      yes,   yes,   yes
            2.4.0-rc.1,   live,     read_new,     yes,      no,       no,    yes,   yes
            2.4.0,        live,     -,            no,       no,       no,    no,    yes
            2.4.0,        live,     old,          no,       no,       no,    yes,   yes
            2.4.0,        live,     dual_write,   no,       no,       no,    no,    yes
            2.4.0,        live,     read_new,     yes,      yes,      no,    no,    yes
            2.4.0,        live,     new_only,     no,       no,       yes,   no,    yes
            2.4.0,        unknown,  -,            no,       no,       no,    no,    yes
            2.4.0,        unknown,  read_new,     yes,      no,       no,    no,    yes
            2.4.0,        unknown,  new_only,     no,       no,       no,    no,    yes
            2.4.0,        unknown,  old,          no,       no,       no,    yes,   yes
            2.4.0,        gone,     dual_write,   yes,      yes,      yes,   yes,   yes
            2.9.1+build7, live,     read_new,     yes,      yes,      no,    no,    yes
            3.0.0-rc.1,   live,     -,            no,       no,       no,    no,    yes
            3.0.0,        live,     -,            yes,      yes,      yes,   no,    no
            3.1.0,        live,     dual_write,   yes,      yes,      yes,   no,    no
            3.0.0,        unknown,  -,            yes,      no,       no,    no,    no
            3.0.0,        gone,     -,            yes,      yes,      yes,   yes,   yes
            """)
    void an_instance_bears_what_it_can(
            String version,
            String presence,
            String acknowledged,
            String readNew,
            String contract,
            String hide,
            String old,
            String untold) {
        InstanceSeen instance = instance(version, presence, acknowledged);
        assertThat(met(instance, new Acknowledged(Phase.READ_NEW, Instant.MIN))).isEqualTo(readNew);
        assertThat(met(instance, new Need.OldShapeUnused(Phase.READ_NEW))).isEqualTo(contract);
        assertThat(met(instance, new Need.OldShapeUnused(Phase.NEW_ONLY))).isEqualTo(hide);
        assertThat(met(instance, new Need.NewShapeUnused(Optional.of(new Acknowledged(Phase.OLD, SAID)))))
                .isEqualTo(old);
        assertThat(met(instance, new Need.NewShapeUnused(Optional.empty()))).isEqualTo(untold);
        assertThat(met(instance, new Need.Nothing())).isEqualTo("yes");
    }

    @Test
    void a_word_that_was_said_too_early_does_not_count() {
        InstanceSeen instance = instance("2.4.0", "live", "dual_write");
        assertThat(judge(new Acknowledged(Phase.DUAL_WRITE, SAID.plusMillis(1)), instance)
                        .missing())
                .containsExactly("Instance crm/crm-1 (2.4.0) has to say once more that it goes by phase dual_write.");
        assertThat(met(instance, new Acknowledged(Phase.DUAL_WRITE, SAID))).isEqualTo("yes");
    }

    @Test
    void every_lack_is_named_with_what_the_instance_runs() {
        assertThat(judge(new Need.OldShapeUnused(Phase.READ_NEW), instance("2.3.9", "live", "-"))
                        .missing())
                .containsExactly("Instance crm/crm-1 (2.3.9) runs a version below 2.4.0, which needs the old shape.");
        assertThat(judge(new Need.OldShapeUnused(Phase.READ_NEW), instance("2.4.0", "unknown", "read_new"))
                        .missing())
                .containsExactly("Instance crm/crm-1 (2.4.0, silent) may still need the old shape.");
        assertThat(judge(new Need.NewShapeUnused(Optional.empty()), instance("3.0.0", "unknown", "-"))
                        .missing())
                .containsExactly(
                        "Instance crm/crm-1 (3.0.0, silent) never touches the old shape, so it needs the new one.");
    }

    @Test
    void a_service_without_any_instance_ever_is_named_where_the_old_shape_goes_and_only_there() {
        assertThat(judge(new Need.OldShapeUnused(Phase.READ_NEW)).missing())
                .containsExactly("No instance of service crm was ever heard.");
        assertThat(judge(new Acknowledged(Phase.READ_NEW, SAID)))
                .isEqualTo(new Judgement(
                        List.of(), List.of("No instance is there that it could take anything away from.")));
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void where_nothing_is_known_nothing_is_met_but_what_takes_nothing_away(Phase phase) {
        ServicesSeen unknown = new ServicesSeen.Unknown("Presence can't be read.");
        for (Need need : List.of(
                new Acknowledged(phase, SAID),
                new Need.OldShapeUnused(phase),
                new Need.NewShapeUnused(Optional.empty()))) {
            assertThat(Judgement.of(NAMED, need, unknown).missing())
                    .containsExactly("It is not known which instances are there: Presence can't be read.");
        }
        assertThat(Judgement.of(NAMED, new Need.Nothing(), unknown).met()).isTrue();
    }

    @Test
    void who_is_not_named_or_unaffected_is_not_judged() {
        Map<ServiceName, ServiceSpec> unaffected = Map.of(CRM, new ServiceSpec.Unaffected());
        ServicesSeen seen = new ServicesSeen.Known(List.of(instance("2.3.9", "live", "-")));
        for (Map<ServiceName, ServiceSpec> named : List.of(unaffected, Map.<ServiceName, ServiceSpec>of())) {
            assertThat(Judgement.of(named, new Need.OldShapeUnused(Phase.NEW_ONLY), seen)
                            .met())
                    .isTrue();
        }
    }

    @Test
    void the_order_in_which_instances_were_heard_changes_no_sentence() {
        InstanceSeen one = instance("2.4.0", "live", "-");
        InstanceSeen two = new InstanceSeen(
                CRM, new InstanceName("crm-2"), one.version(), Presence.LIVE, SAID.plusSeconds(9), Optional.empty());
        Need need = new Acknowledged(Phase.READ_NEW, SAID);
        assertThat(judge(need, two, one)).isEqualTo(judge(need, one, two));
    }

    private static String met(InstanceSeen instance, Need need) {
        Judgement judgement = judge(need, instance);
        assertThat(judgement.met() ? judgement.evidence() : judgement.missing()).isNotEmpty();
        return judgement.met() ? "yes" : "no";
    }

    private static Judgement judge(Need need, InstanceSeen... instances) {
        return Judgement.of(NAMED, need, new ServicesSeen.Known(Arrays.asList(instances)));
    }

    private static InstanceSeen instance(String version, String presence, String acknowledged) {
        return new InstanceSeen(
                CRM,
                new InstanceName("crm-1"),
                new ServiceVersion(version),
                Presence.valueOf(presence.toUpperCase(Locale.ROOT)),
                SAID,
                acknowledged.equals("-")
                        ? Optional.empty()
                        : Optional.of(Phase.valueOf(acknowledged.toUpperCase(Locale.ROOT))));
    }
}
