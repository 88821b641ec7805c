package io.afterclick.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.schemas.ModelManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestJsonTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final Manifest FULL = Manifest.full(
                    "reader",
                    12,
                    new Provenance(
                            "0.1.0",
                            -5,
                            new TreeMap<>(Map.of("trainer.rows", "lazy", "b", "ü\n")),
                            1_000L,
                            2_000L,
                            3,
                            Long.MAX_VALUE),
                    DIGEST,
                    DIGEST)
            .withFiles(Map.of("dense.safetensors", DIGEST));

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertThat(ManifestJson.read("m", ManifestJson.write(FULL))).isEqualTo(FULL);
        Manifest delta = new Manifest(
                1,
                "tesla",
                0,
                11L,
                new Provenance("x", 0, new TreeMap<>(), null, null, 0, 0),
                DIGEST,
                null,
                new TreeMap<>());
        assertThat(ManifestJson.read("m", ManifestJson.write(delta))).isEqualTo(delta);
    }

    @Test
    void fieldsAreThoseOfTheSchema() throws IOException {
        List<String> written = new ArrayList<>();
        new ObjectMapper().readTree(ManifestJson.write(FULL)).fieldNames().forEachRemaining(written::add);
        assertThat(written)
                .isEqualTo(ModelManifest.getClassSchema().getFields().stream()
                        .map(Schema.Field::name)
                        .toList());
    }

    @Test
    void fieldsOfLaterVersionsArePassedOverAndDefaultsMayBeLeftOut() throws IOException {
        String json = text().replace("\"seed\" : -5", "\"seed\" : -5, \"later\" : {}")
                .replaceAll("(?s)\"settings\" : \\{.*?},", "");
        assertThat(ManifestJson.read("m", json.getBytes(StandardCharsets.UTF_8))
                        .provenance()
                        .settings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"seed\" : -5|\"seed\" : \"5\"|expected a whole number as seed, found \"5\"",
                "\"seed\" : -5|\"seed\" : 99999999999999999999|expected a whole number as seed, found 99999999999999999999",
                "\"seed\" : -5,||expected a whole number as seed, found none",
                "\"variant\" : \"reader\"|\"variant\" : null|expected a text as variant, found null",
                "\"epoch\" : 12|\"epoch\" : 1.5|expected a whole number as epoch, found 1.5",
                "\"trainer.rows\" : \"lazy\"|\"trainer.rows\" : 1|expected a text as settings.trainer.rows, found 1",
                "\"format_version\" : 1|\"format_version\" : 9|expected format_version 1, found 9",
                "\"seed\" : -5|\"epoch\" : -5|expected a JSON object, found: Duplicate field 'epoch'",
                "\"parameters_sha256\" : \"0123|\"parameters_sha256\" : \"012X|expected 64 lower-case hexadecimal digits"
            })
    void whatIsNoManifestIsRefused(String from, @Nullable String to, String message) throws IOException {
        String json = text().replace(from, to == null ? "" : to);
        assertRefused(json, message);
    }

    @Test
    void whatIsNoObjectIsRefused() {
        assertRefused("[]", "m: expected a JSON object, found ARRAY");
        assertRefused("", "m: expected a JSON object, found MISSING");
        assertRefused("{\"a\"", "m: expected a JSON object, found: ");
        assertRefused("{} {}", "m: expected a JSON object, found: ");
    }

    private static String text() throws IOException {
        return new String(ManifestJson.write(FULL), StandardCharsets.UTF_8);
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> ManifestJson.read("m", json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining(message)
                .message()
                .hasLineCount(1);
    }
}
