package io.afterclick.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON header of a safetensors file, believing nothing of what it says about itself. */
final class HeaderParser {

    private static final int MOST_DIMENSIONS = 16;
    private static final int OBJECTS_IN_OBJECTS = 3;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(OBJECTS_IN_OBJECTS)
                    .build())
            .build();

    private final String file;
    private final List<TensorPlace> places = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    HeaderParser(String file, byte[] header) throws SnapshotException {
        this.file = file;
        try (JsonParser json = JSON.createParser(header)) {
            readHeader(json);
        } catch (JsonProcessingException e) {
            String reason = e.getOriginalMessage().lines().findFirst().orElse("no JSON");
            throw new SnapshotException(file + ": expected a JSON header of tensors, found: " + reason, e);
        } catch (SnapshotException e) {
            throw e;
        } catch (IOException e) {
            throw new SnapshotException(file + ": expected a JSON header in UTF-8, found: " + e.getMessage(), e);
        }
    }

    List<TensorPlace> places() {
        return places;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    private void readHeader(JsonParser json) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "header");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            expect(json.nextToken(), JsonToken.START_OBJECT, name);
            if (name.equals(HeaderEncoder.METADATA)) {
                readMetadata(json);
            } else {
                readTensor(json, name);
            }
        }
        if (json.nextToken() != null) {
            throw new SnapshotException(file + ": expected one JSON object as header, found more behind it");
        }
    }

    private void readMetadata(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            expect(json.nextToken(), JsonToken.VALUE_STRING, HeaderEncoder.METADATA + "." + key);
            metadata.put(key, json.getText());
        }
    }

    private void readTensor(JsonParser json, String name) throws IOException {
        @Nullable ElementType type = null;
        @Nullable List<Long> shape = null;
        @Nullable List<Long> offsets = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "dtype" -> type = readType(json, name);
                case "shape" -> shape = readNumbers(json, name, key, MOST_DIMENSIONS);
                case "data_offsets" -> offsets = readNumbers(json, name, key, 2);
                default -> throw refused(name, "dtype, shape and data_offsets", key);
            }
        }
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            throw refused(name, "dtype, shape and two data_offsets", "not all of them");
        }
        if (name.isEmpty()) {
            throw refused(name, "a name", "none");
        }
        places.add(new TensorPlace(new TensorSpec(name, type, shape), offsets.get(0), offsets.get(1)));
    }

    private ElementType readType(JsonParser json, String name) throws IOException {
        expect(json.currentToken(), JsonToken.VALUE_STRING, name + ".dtype");
        ElementType type = ElementType.named(json.getText());
        if (type == null) {
            throw refused(name, "dtype F32, I32 or I64", Excerpts.quoted(json.getText()));
        }
        return type;
    }

    private List<Long> readNumbers(JsonParser json, String name, String key, int most) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY, name + "." + key);
        List<Long> numbers = new ArrayList<>(most);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, name + "." + key);
            long number = json.getLongValue();
            if (number < 0 || numbers.size() == most) {
                throw refused(name, "at most " + most + " numbers of 0 or more as " + key, numbers + " and " + number);
            }
            numbers.add(number);
        }
        return numbers;
    }

    private void expect(@Nullable JsonToken found, JsonToken expected, String what) throws SnapshotException {
        if (found != expected) {
            throw new SnapshotException(
                    file + ": expected " + expected + " for " + Excerpts.quoted(what) + ", found " + found);
        }
    }

    private SnapshotException refused(String name, String expected, String found) {
        return new SnapshotException(
                "tensor " + Excerpts.plain(name) + ": expected " + expected + ", found " + found + " in " + file);
    }
}
