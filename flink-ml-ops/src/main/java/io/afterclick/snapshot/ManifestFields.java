package io.afterclick.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Typed access to a manifest's JSON; a field of another type is refused with both sides. */
final class ManifestFields {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final String file;
    private final JsonNode json;

    ManifestFields(String file, JsonNode json) {
        this.file = file;
        this.json = json;
    }

    int integer(String key) throws SnapshotException {
        JsonNode value = value(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw refused(key, "a whole number", value);
        }
        return value.intValue();
    }

    long number(String key) throws SnapshotException {
        JsonNode value = value(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw refused(key, "a whole number", value);
        }
        return value.longValue();
    }

    @Nullable
    Long numberOrNull(String key) throws SnapshotException {
        return isNone(key) ? null : (Long) number(key);
    }

    String text(String key) throws SnapshotException {
        JsonNode value = value(key);
        if (!value.isTextual()) {
            throw refused(key, "a text", value);
        }
        return value.textValue();
    }

    String digest(String key) throws SnapshotException {
        String text = text(key);
        if (!DIGEST.matcher(text).matches()) {
            throw refused(key, "64 lower-case hexadecimal digits", value(key));
        }
        return text;
    }

    @Nullable
    String digestOrNull(String key) throws SnapshotException {
        return isNone(key) ? null : digest(key);
    }

    SortedMap<String, String> texts(String key) throws SnapshotException {
        SortedMap<String, String> texts = new TreeMap<>();
        if (isNone(key)) {
            return texts;
        }
        JsonNode values = value(key);
        if (!values.isObject()) {
            throw refused(key, "an object of texts", values);
        }
        for (Map.Entry<String, JsonNode> entry : values.properties()) {
            if (!entry.getValue().isTextual()) {
                throw refused(key + "." + entry.getKey(), "a text", entry.getValue());
            }
            texts.put(entry.getKey(), entry.getValue().textValue());
        }
        return texts;
    }

    private boolean isNone(String key) {
        JsonNode value = value(key);
        return value.isMissingNode() || value.isNull();
    }

    private JsonNode value(String key) {
        JsonNode value = json.get(key);
        return value == null ? MissingNode.getInstance() : value;
    }

    private SnapshotException refused(String key, String expected, JsonNode found) {
        String text = found.isMissingNode() ? "none" : Excerpts.plain(found.toString());
        return new SnapshotException(file + ": expected " + expected + " as " + key + ", found " + text);
    }
}
