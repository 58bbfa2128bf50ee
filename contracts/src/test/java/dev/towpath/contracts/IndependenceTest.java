package dev.towpath.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Services of any stack use this module: it must bring no framework, and must not look at the rest of Towpath. */
class IndependenceTest {
    /** Checks hashes, and so has to know what is hashed. */
    private static final String AUDIT = "dev.towpath.contracts.audit..";

    private static final JavaClasses CONTRACTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.towpath.contracts");

    @Test
    void contracts_depend_on_nothing_but_the_jdk_jackson_and_parsers_of_yaml_and_versions() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.towpath.contracts..",
                        "com.fasterxml.jackson..",
                        "org.yaml..",
                        "org.semver4j..",
                        "org.jspecify..")
                .check(CONTRACTS);
    }

    @Test
    void nothing_but_the_audit_s_users_knows_of_the_audit() {
        classes()
                .that()
                .resideOutsideOfPackage(AUDIT)
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage(AUDIT)
                .check(CONTRACTS);
    }

    @Test
    void records_do_not_know_how_they_are_written() {
        classes()
                .that()
                .resideOutsideOfPackages("..codec..", AUDIT)
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("dev.towpath.contracts.codec..")
                .check(CONTRACTS);
    }
}
