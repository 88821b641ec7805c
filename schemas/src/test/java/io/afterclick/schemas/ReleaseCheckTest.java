package io.afterclick.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves on a small schema that the check finds what it is there to find. */
final class ReleaseCheckTest {
    private static final String ID = "{'name':'id','type':'string'}";
    private static final String COUNT = "{'name':'count','type':'int'}";

    @TempDir
    private Path folder;

    private SchemaFolder today;
    private Path released;

    @BeforeEach
    void freezeV1() throws IOException {
        today = new SchemaFolder(Files.createDirectory(folder.resolve("today")));
        released = Files.createDirectory(folder.resolve("released"));
        write("Visit", ID, COUNT);
        FreezeRelease.freeze("v1", today, released);
    }

    @Test
    void anUnchangedSchemaIsFine() throws IOException {
        assertFine();
    }

    @Test
    void aNewFieldWithADefaultIsFineAndTakesIt() throws IOException {
        write("Visit", ID, COUNT, "{'name':'place','type':['string','null'],'default':'home'}");
        assertFine();
        Release v1 = Release.at(released, 1);
        assertThat(v1.readAs(today.schema("Visit"), "Visit"))
                .hasSize(3)
                .allSatisfy(record -> assertThat(record.get(2)).hasToString("home"));
        FreezeRelease.freeze("v2", today, released);
        assertFine();
    }

    @Test
    void aNewFieldWithoutADefaultIsFound() throws IOException {
        write("Visit", ID, COUNT, "{'name':'place','type':'string'}");
        assertThat(check().unreadableBytes()).singleElement().asString().contains("Visit of v1 cannot be read");
        assertThat(check().incompatibleVersions())
                .singleElement()
                .asString()
                .contains("today cannot read what v1 wrote: READER_FIELD_MISSING_DEFAULT_VALUE", "place");
    }

    @Test
    void aDroppedFieldWithoutADefaultIsFound() throws IOException {
        write("Visit", ID);
        assertThat(check().incompatibleVersions())
                .singleElement()
                .asString()
                .contains("v1 cannot read what today wrote", "count");
    }

    @Test
    void aWidenedTypeIsFoundBecauseOldReadersFail() throws IOException {
        write("Visit", ID, "{'name':'count','type':'long'}");
        assertThat(check().unreadableBytes()).isEmpty();
        assertThat(check().incompatibleVersions())
                .singleElement()
                .asString()
                .contains("v1 cannot read what today wrote: TYPE_MISMATCH");
    }

    @Test
    void aVersionBeforeTheLastIsStillCompared() throws IOException {
        write("Visit", ID, COUNT, "{'name':'place','type':'string','default':''}");
        FreezeRelease.freeze("v2", today, released);
        // Without its default, the field suits v2, which has it, but not v1, which has not.
        write("Visit", ID, COUNT, "{'name':'place','type':'string'}");
        assertThat(check().unreadableBytes()).singleElement().asString().contains("Visit of v1 cannot be read");
        assertThat(check().incompatibleVersions())
                .singleElement()
                .asString()
                .contains("today cannot read what v1 wrote: READER_FIELD_MISSING_DEFAULT_VALUE");
        assertThat(check().changedDefaults())
                .containsExactly("Visit.place: expected the default of v2, \"\", found none");
    }

    @Test
    void aChangedDefaultIsFoundBecauseOldBytesWouldChangeTheirMeaning() throws IOException {
        write("Visit", ID, COUNT, "{'name':'weight','type':'int','default':1}");
        FreezeRelease.freeze("v2", today, released);
        write("Visit", ID, COUNT, "{'name':'weight','type':'int','default':2}");
        assertThat(check().incompatibleVersions()).isEmpty();
        assertThat(check().changedDefaults()).containsExactly("Visit.weight: expected the default of v2, 1, found 2");
    }

    @Test
    void aTypeThatChangesAfterItsFieldWasDroppedIsFound() throws IOException {
        write("Visit", ID, COUNT, "{'name':'mark','type':'int','default':0}");
        FreezeRelease.freeze("v2", today, released);
        write("Visit", ID, COUNT);
        FreezeRelease.freeze("v3", today, released);
        assertFine();
        write("Visit", ID, COUNT, "{'name':'mark','type':'string','default':''}");
        assertThat(check().incompatibleVersions())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("v2", "today", "TYPE_MISMATCH"));
    }

    @Test
    void otherValuesThanWereWrittenAreFound() throws IOException {
        Path values = released.resolve("v1/Visit.json");
        Files.writeString(values, Files.readString(values).replace("id-1", "id-2"));
        assertThat(check().unreadableBytes()).singleElement().asString().contains("expected", "id-2", "found", "id-1");
    }

    @Test
    void bytesOfAnotherSchemaAreFound() throws IOException {
        Path schema = released.resolve("v1/Visit.avsc");
        Files.writeString(schema, Files.readString(schema).replace("count", "number"));
        assertThat(check().inconsistentReleases()).containsExactly("v1: Visit.avro was not written by Visit.avsc");
    }

    @Test
    void missingBytesAreFound() throws IOException {
        Files.delete(released.resolve("v1/Visit.avro"));
        assertThat(check().inconsistentReleases()).containsExactly("v1: expected .avro files [Visit], found []");
    }

    @Test
    void aVanishedSchemaIsFound() throws IOException {
        Files.delete(today.path().resolve("Visit.avsc"));
        assertThat(check().vanishedSchemas()).singleElement().asString().contains("Visit", "today's schemas");
    }

    @Test
    void aSchemaThatALaterReleaseLacksIsFound() throws IOException {
        write("Order", ID);
        FreezeRelease.freeze("v2", today, released);
        for (String extension : new String[] {".avsc", ".avro", ".json"}) {
            Files.delete(released.resolve("v2/Visit" + extension));
        }
        assertThat(check().vanishedSchemas()).singleElement().asString().contains("Visit", "missing in v2");
    }

    @Test
    void aNewSchemaAsksToBeFrozenAndSaysHow() throws IOException {
        write("Order", ID);
        assertThat(check().unfrozenSchemas())
                .singleElement()
                .asString()
                .contains("Order is new", "mvn -pl schemas test -Dtest=FreezeRelease -Dfreeze=v2", "released/v2");
        FreezeRelease.freeze("v2", today, released);
        assertFine();
    }

    @Test
    void aDeletedReleaseIsFound() throws IOException {
        FreezeRelease.freeze("v2", today, released);
        Files.move(released.resolve("v1"), folder.resolve("elsewhere"));
        assertThatThrownBy(() -> Release.in(released)).hasMessageContaining("without a gap, found [2]");
    }

    @Test
    void freezingNeverTouchesAnExistingVersionNorLeavesAGap() {
        assertThatThrownBy(() -> FreezeRelease.freeze("v1", today, released))
                .hasMessage("v1 is frozen already and never changes: expected v2");
        assertThatThrownBy(() -> FreezeRelease.freeze("v3", today, released))
                .hasMessage("expected the next version v2, found v3");
        assertThatThrownBy(() -> FreezeRelease.freeze("2", today, released))
                .hasMessage("expected a version such as v2, found '2'");
    }

    @Test
    void freezingTheSameSchemasGivesTheSameBytes() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        FreezeRelease.freeze("v1", SchemaFolder.TODAY, first);
        FreezeRelease.freeze("v1", SchemaFolder.TODAY, second);
        for (String name : SchemaFolder.TODAY.names(".avsc")) {
            for (String extension : new String[] {".avsc", ".avro", ".json"}) {
                assertThat(second.resolve("v1/" + name + extension))
                        .hasSameBinaryContentAs(first.resolve("v1/" + name + extension));
            }
        }
    }

    private void assertFine() throws IOException {
        assertThat(check().inconsistentReleases()).isEmpty();
        assertThat(check().unreadableBytes()).isEmpty();
        assertThat(check().incompatibleVersions()).isEmpty();
        assertThat(check().changedDefaults()).isEmpty();
        assertThat(check().vanishedSchemas()).isEmpty();
        assertThat(check().unfrozenSchemas()).isEmpty();
    }

    private ReleaseCheck check() {
        return new ReleaseCheck(today.schemas(), Release.in(released));
    }

    private void write(String name, String... fields) throws IOException {
        String schema = "{'type':'record','name':'%s','namespace':'example','fields':[%s]}"
                .formatted(name, String.join(",", fields));
        Files.writeString(today.path().resolve(name + ".avsc"), schema.replace('\'', '"'));
    }
}
