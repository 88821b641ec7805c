package io.afterclick.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/** A manifest as JSON: equal manifests give equal bytes; fields that a later version added are passed over. */
public final class ManifestJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ManifestJson() {}

    public static byte[] write(Manifest manifest) throws IOException {
        Provenance provenance = manifest.provenance();
        ObjectNode json = JSON.createObjectNode();
        json.put("format_version", manifest.formatVersion());
        json.put("variant", manifest.variant());
        json.put("epoch", manifest.epoch());
        json.put("base_epoch", manifest.baseEpoch());
        json.put("created_by", provenance.createdBy());
        json.put("seed", provenance.seed());
        putAll(json.putObject("settings"), provenance.settings());
        json.put("trained_from_ms", provenance.trainedFromMs());
        json.put("trained_to_ms", provenance.trainedToMs());
        json.put("segments", provenance.segments());
        json.put("steps", provenance.steps());
        json.put("parameters_sha256", manifest.parametersSha256());
        json.put("optimiser_sha256", manifest.optimiserSha256());
        putAll(json.putObject("files"), manifest.files());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    }

    /**
     * Reads a manifest of the version we know.
     *
     * @param file where the bytes come from, for messages
     */
    public static Manifest read(String file, byte[] bytes) throws SnapshotException {
        ManifestFields fields = new ManifestFields(file, parse(file, bytes));
        int version = fields.integer("format_version");
        if (version != Manifest.FORMAT_VERSION) {
            throw new SnapshotException(
                    file + ": expected format_version " + Manifest.FORMAT_VERSION + ", found " + version);
        }
        Provenance provenance = new Provenance(
                fields.text("created_by"),
                fields.number("seed"),
                fields.texts("settings"),
                fields.numberOrNull("trained_from_ms"),
                fields.numberOrNull("trained_to_ms"),
                fields.number("segments"),
                fields.number("steps"));
        return new Manifest(
                version,
                fields.text("variant"),
                fields.number("epoch"),
                fields.numberOrNull("base_epoch"),
                provenance,
                fields.digest("parameters_sha256"),
                fields.digestOrNull("optimiser_sha256"),
                fields.texts("files"));
    }

    private static JsonNode parse(String file, byte[] bytes) throws SnapshotException {
        try {
            JsonNode json = JSON.readTree(bytes);
            if (json.isObject()) {
                return json;
            }
            throw new SnapshotException(file + ": expected a JSON object, found " + json.getNodeType());
        } catch (SnapshotException e) {
            throw e;
        } catch (JsonProcessingException e) {
            String reason = e.getOriginalMessage().lines().findFirst().orElse("none");
            throw new SnapshotException(file + ": expected a JSON object, found: " + reason, e);
        } catch (IOException e) {
            throw new SnapshotException(file + ": expected JSON in UTF-8, found: " + e.getMessage(), e);
        }
    }

    private static void putAll(ObjectNode json, Map<String, String> entries) {
        entries.forEach(json::put);
    }
}
