package io.afterclick;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The arrow of dependencies: schemas, then what is plain Java, then the job, then the commands. */
@AnalyzeClasses(packages = "io.afterclick", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final Set<String> READERS_OF_CLASSES = Set.of(
            "java.io.ObjectInputStream",
            "java.beans.XMLDecoder",
            "org.apache.avro.specific.SpecificDatumReader",
            "org.apache.avro.reflect.ReflectDatumReader",
            "org.apache.avro.reflect.ReflectData",
            "com.fasterxml.jackson.annotation.JsonTypeInfo",
            "org.apache.flink.api.java.typeutils.GenericTypeInfo",
            "org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer",
            "org.apache.flink.util.InstantiationUtil");

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
    static final ArchRule inputNamesNoClasses = noClasses()
            .that()
            .resideOutsideOfPackage("io.afterclick.schemas..")
            .should()
            .dependOnClassesThat(new DescribedPredicate<>("load what their input names") {
                @Override
                public boolean test(JavaClass used) {
                    return READERS_OF_CLASSES.contains(used.getName());
                }
            })
            .orShould()
            .callMethodWhere(target(nameMatching("activateDefaultTyping.*|enableDefaultTyping.*|setDefaultTyping")));

    @ArchTest
    static final ArchRule nothingHoldsOldDates = noFields().should().haveRawType("java.util.Date");

    @ArchTest
    static final ArchRule packagesAreNamedAfterIdeas = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..impl..", "..manager..", "..common..", "..helper..");
}
