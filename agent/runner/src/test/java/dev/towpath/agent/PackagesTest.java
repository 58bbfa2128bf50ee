package dev.towpath.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Random;

@AnalyzeClasses(packages = "dev.towpath.agent", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {
    @ArchTest
    static final ArchRule what_backfill_computes_needs_no_connection = noClasses()
            .that()
            .resideInAPackage("..agent.backfill..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "java.io..", "java.net..", "..agent.stage..", "..agent.ledger..");

    @ArchTest
    static final ArchRule what_backfill_computes_needs_no_clock_and_no_chance = noClasses()
            .that()
            .resideInAPackage("..agent.backfill..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class);

    @ArchTest
    static final ArchRule steps_know_nothing_of_kafka = noClasses()
            .that()
            .resideInAnyPackage("..agent.stage..", "..agent.lock..", "..agent.target..", "..agent.backfill..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "..agent.inbox..", "..agent.report..");

    @ArchTest
    static final ArchRule only_the_target_opens_connections = noClasses()
            .that()
            .resideOutsideOfPackages("..agent.target..", "..agent.migration..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.pgclient..", "java.sql..");
}
