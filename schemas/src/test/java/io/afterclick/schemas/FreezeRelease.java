package io.afterclick.schemas;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes today's schemas as the next released version, once per release and whenever a schema is new:
 *
 * <pre>mvn -pl schemas test -Dtest=FreezeRelease -Dfreeze=v2</pre>
 *
 * <p>Then run {@code mvn -pl schemas verify} and commit the new folder. The bytes of a version that was released never change:
 * data written by it is out there, and these files stand for it. Hence an existing folder is never written to. A version that is
 * not released yet may be deleted by hand and frozen again; v1 becomes binding with the first release.
 *
 * <p>The content depends on the schemas alone, so freezing again gives the same bytes. Not named like a test, so that no build
 * runs it unasked.
 */
final class FreezeRelease {
    static final String COMMAND = "mvn -pl schemas test -Dtest=FreezeRelease -Dfreeze=";

    @Test
    @EnabledIfSystemProperty(named = "freeze", matches = ".*", disabledReason = "run on purpose only")
    void freeze() throws IOException {
        freeze(System.getProperty("freeze"), SchemaFolder.TODAY, SchemaFolder.RELEASED);
    }

    static void freeze(String version, SchemaFolder today, Path released) throws IOException {
        int expected = Release.in(released).size() + 1;
        int found = Release.number(version);
        if (found < expected) {
            throw new IllegalArgumentException(
                    "%s is frozen already and never changes: expected v%d".formatted(version, expected));
        }
        if (found > expected) {
            throw new IllegalArgumentException("expected the next version v%d, found %s".formatted(expected, version));
        }
        Path folder = Files.createDirectory(released.resolve(version));
        for (String name : today.schemas().keySet()) {
            write(name, today, folder);
        }
    }

    private static void write(String name, SchemaFolder today, Path folder) throws IOException {
        Schema schema = today.schema(name);
        List<GenericRecord> records = FixtureRecords.of(schema);
        Files.writeString(folder.resolve(name + ".avsc"), today.text(name + ".avsc"));
        Files.writeString(folder.resolve(name + ".json"), PlainJson.text(PlainJson.array(schema, records)));
        try (OutputStream file = Files.newOutputStream(folder.resolve(name + ".avro"));
                DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(schema, file, syncMarker(schema));
            for (GenericRecord record : records) {
                writer.append(record);
            }
        }
    }

    /** Avro would draw it at random; it only has to be unlikely within the data, and 16 bytes long. */
    private static byte[] syncMarker(Schema schema) {
        try {
            return MessageDigest.getInstance("MD5").digest(schema.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
