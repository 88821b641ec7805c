package io.afterclick.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a release wrote stays readable, and a release reads what is written today: full transitive compatibility. */
final class ReleasedSchemasTest {
    private static final ClassSecurityPredicate BEFORE = ClassSecurityValidator.getGlobal();

    private final SortedMap<String, Schema> today = SchemaFolder.TODAY.schemas();
    private final List<Release> releases = Release.in(SchemaFolder.RELEASED);

    /** Avro makes no object of a class that its reader has not declared trusted; everything that reads has to do this. */
    @BeforeAll
    static void trustTheGeneratedClasses() {
        String trusted = Click.class.getPackageName();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                BEFORE, type -> type.getPackageName().equals(trusted)));
    }

    @AfterAll
    static void trustAsBefore() {
        ClassSecurityValidator.setGlobal(BEFORE);
    }

    @Test
    void thereIsARelease() {
        assertThat(releases).isNotEmpty();
    }

    @Test
    void everyReleaseHoldsItsSchemasBytesAndValues() throws IOException {
        assertThat(new ReleaseCheck(today, releases).inconsistentReleases()).isEmpty();
    }

    @Test
    void releasedBytesAreReadAsTheValuesThatWereWritten() throws IOException {
        today.replaceAll((name, schema) -> generated(schema));
        assertThat(new ReleaseCheck(today, releases).unreadableBytes()).isEmpty();
    }

    @Test
    void releasedBytesArriveInTheGeneratedClasses() throws IOException {
        for (Release release : releases) {
            SortedSet<String> names = release.folder().names(".avsc");
            names.retainAll(today.keySet());
            for (String name : names) {
                List<IndexedRecord> records = release.readAs(generated(today.get(name)), name);
                assertThat(records)
                        .isNotEmpty()
                        .allSatisfy(record -> assertThat(record).isInstanceOf(SpecificRecord.class));
            }
        }
    }

    @Test
    void allVersionsOfASchemaReadEachOther() {
        assertThat(new ReleaseCheck(today, releases).incompatibleVersions()).isEmpty();
    }

    @Test
    void releasedDefaultsStay() {
        assertThat(new ReleaseCheck(today, releases).changedDefaults()).isEmpty();
    }

    @Test
    void noReleasedSchemaVanishes() {
        assertThat(new ReleaseCheck(today, releases).vanishedSchemas()).isEmpty();
    }

    @Test
    void everySchemaIsFrozen() {
        assertThat(new ReleaseCheck(today, releases).unfrozenSchemas()).isEmpty();
    }

    /** The schema inside the generated class, which is what the job reads with. */
    private static Schema generated(Schema schema) {
        Class<?> type = SpecificData.get().getClass(schema);
        assertThat(type).as("generated class of %s", schema.getFullName()).isNotNull();
        return SpecificData.get().getSchema(type);
    }
}
