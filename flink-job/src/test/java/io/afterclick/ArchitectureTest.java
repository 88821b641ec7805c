package io.afterclick;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrow of dependencies: schemas, then what is plain Java, then the job, then the commands. */
@AnalyzeClasses(packages = "io.afterclick", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule plainJavaKnowsNoEngine = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.afterclick.schemas..",
                    "io.afterclick.event..",
                    "io.afterclick.journey..",
                    "io.afterclick.intake..",
                    "io.afterclick.letter..",
                    "io.afterclick.synthetic..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "io.afterclick.job..", "io.afterclick.cli..");

    @ArchTest
    static final ArchRule theJobKnowsNoCommands = noClasses()
            .that()
            .resideInAPackage("io.afterclick.job..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.afterclick.cli..");

    @ArchTest
    static final ArchRule theJobDoesNotGenerateItsInput = noClasses()
            .that()
            .resideInAPackage("io.afterclick.job..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.afterclick.synthetic..");

    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("io.afterclick.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheJobFormNoCircle =
            slices().matching("io.afterclick.job.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingStaticChanges = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.afterclick.schemas..")
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule nothingHoldsOldDates = noFields().should().haveRawType("java.util.Date");

    @ArchTest
    static final ArchRule packagesAreNamedAfterIdeas = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..impl..", "..manager..", "..common..", "..helper..");
}
