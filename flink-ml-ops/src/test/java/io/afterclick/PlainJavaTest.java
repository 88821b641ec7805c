package io.afterclick;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** What happens after a click is plain Java: no engine, no clock, no randomness without a seed. */
@AnalyzeClasses(packages = "io.afterclick", importOptions = DoNotIncludeTests.class)
final class PlainJavaTest {

    /** The stages of a pipeline, which nothing else here knows. */
    private static final String STAGES = "io.afterclick.ml..";

    @ArchTest
    static final ArchRule noEngine = noClasses()
            .that()
            .resideOutsideOfPackage(STAGES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", STAGES);

    @ArchTest
    static final ArchRule noOldDates =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.util.Date");

    @ArchTest
    static final ArchRule noClock = noClasses()
            .that()
            .resideOutsideOfPackage("io.afterclick.schemas..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class);

    @ArchTest
    static final ArchRule noRandomnessWithoutASeed = noClasses()
            .should()
            .callMethod(Math.class, "random")
            .orShould()
            .callConstructor(java.util.Random.class)
            .orShould()
            .callMethod(RandomGenerator.class, "getDefault")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom");

    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("io.afterclick.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingStaticChanges = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.afterclick.schemas..")
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule packagesAreNamedAfterIdeas = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..impl..", "..manager..", "..common..", "..helper..");
}
