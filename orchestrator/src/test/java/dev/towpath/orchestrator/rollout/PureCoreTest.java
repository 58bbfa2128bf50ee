package dev.towpath.orchestrator.rollout;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Stage;
import java.util.Set;

@AnalyzeClasses(packages = "dev.towpath.orchestrator.rollout", importOptions = ImportOption.DoNotIncludeTests.class)
class PureCoreTest {
    private static final String CORE = "dev.towpath.orchestrator.rollout";

    private static final DescribedPredicate<JavaMethodCall> ASKS_THE_MACHINE = DescribedPredicate.describe(
            "asks the machine for time, chance or identity",
            call -> Set.of("now", "nanoTime", "currentTimeMillis", "random", "randomUUID", "getenv", "getProperty")
                            .contains(call.getName())
                    && !call.getTargetOwner().getPackageName().startsWith("dev.towpath"));

    private static final DescribedPredicate<JavaFieldAccess> NAMES_A_STAGE = DescribedPredicate.describe(
            "names a stage or gate",
            access -> (access.getTargetOwner().isEquivalentTo(Stage.class)
                            || access.getTargetOwner().isEquivalentTo(GatePoint.class))
                    && access.getTarget().getRawType().isEnum());

    @ArchTest
    static final ArchRule the_core_knows_values_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    CORE + "..",
                    "dev.towpath.contracts..",
                    "java.lang..",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.time",
                    "java.text",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule the_core_does_not_know_how_messages_are_written =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.towpath.contracts.codec..");

    @ArchTest
    static final ArchRule the_core_has_no_clock_and_no_chance =
            noClasses().should().callMethodWhere(ASKS_THE_MACHINE);

    @ArchTest
    static final ArchRule the_core_has_no_source_of_chance = noClasses()
            .should()
            .dependOnClassesThat(JavaClass.Predicates.belongToAnyOf(
                    java.util.Random.class, java.util.UUID.class, java.time.Clock.class, Thread.class, System.class));

    @ArchTest
    static final ArchRule only_the_stages_tell_stages_apart =
            noClasses().that().resideOutsideOfPackage(CORE + ".stage").should().accessFieldWhere(NAMES_A_STAGE);

    @ArchTest
    static final ArchRule services_are_judged_by_what_is_seen_alone = noClasses()
            .that()
            .resideInAPackage(CORE + ".services")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE, CORE + ".stage", CORE + ".state", CORE + ".view", "dev.towpath.contracts.event");

    @ArchTest
    static final ArchRule stages_know_no_history = noClasses()
            .that()
            .resideInAPackage(CORE + ".stage")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE, CORE + ".state", CORE + ".view", "dev.towpath.contracts.event");

    @ArchTest
    static final ArchRule states_decide_nothing = noClasses()
            .that()
            .resideInAPackage(CORE + ".state")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE, CORE + ".view");

    @ArchTest
    static final ArchRule decisions_do_not_read_what_people_read = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CORE + ".view");
}
