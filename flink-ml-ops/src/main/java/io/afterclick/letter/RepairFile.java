package io.afterclick.letter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.intake.InputException;
import io.afterclick.schemas.RecordKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Repairs as lines of JSON, such as {@link LetterJson} writes them: {@code source}, {@code offset}, and either {@code raw},
 * {@code rawBase64} or {@code "drop": true}. Other fields are for whoever edits. Lines of kind {@code SAMPLE} are passed
 * over, since no input holds them.
 */
public final class RepairFile {

    private static final byte LINE_FEED = '\n';

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private RepairFile() {}

    /**
     * Reads a file to its end.
     *
     * @throws InputException naming the line, what was expected and what was found
     */
    public static List<Repair> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InputException("repairs: expected a file " + file + ", found "
                    + (Files.exists(file) ? "something else" : "nothing"));
        }
        List<Repair> repairs = new ArrayList<>();
        long number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    add(file.getFileName() + ":" + number, line, repairs);
                }
            }
        } catch (CharacterCodingException e) {
            throw new InputException(
                    file.getFileName() + ":" + (number + 1) + ": expected UTF-8 text in or near this line, found other"
                            + " bytes",
                    e);
        }
        return List.copyOf(repairs);
    }

    private static void add(String where, String line, List<Repair> repairs) {
        JsonNode json = json(where, line);
        if (json.path(LetterJson.KIND).asText().equals(RecordKind.SAMPLE.name())) {
            return;
        }
        JsonNode source = json.path(LetterJson.SOURCE);
        if (!source.isTextual()) {
            throw refused(where, "the name of a file in " + LetterJson.SOURCE, source);
        }
        JsonNode offset = json.path(LetterJson.OFFSET);
        if (!offset.canConvertToLong() || !offset.isIntegralNumber() || offset.longValue() < 0) {
            throw refused(where, "a byte of the file in " + LetterJson.OFFSET, offset);
        }
        JsonNode drop = json.path(LetterJson.DROP);
        if (!drop.isMissingNode() && !drop.isBoolean()) {
            throw refused(where, "true or false in " + LetterJson.DROP, drop);
        }
        repairs.add(
                new Repair(where, source.textValue(), offset.longValue(), drop.asBoolean() ? null : raw(where, json)));
    }

    private static JsonNode json(String where, String line) {
        try {
            JsonNode json = JSON.readTree(line);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new InputException(where + ": expected a JSON object, found " + e.getOriginalMessage(), e);
        }
        throw new InputException(where + ": expected a JSON object, found " + shown(line));
    }

    private static byte[] raw(String where, JsonNode json) {
        JsonNode text = json.path(LetterJson.RAW);
        JsonNode encoded = json.path(LetterJson.RAW_BASE64);
        if (text.isTextual() == encoded.isTextual()) {
            throw new InputException(where + ": expected either " + LetterJson.RAW + " or " + LetterJson.RAW_BASE64
                    + ", found " + (text.isTextual() ? "both" : "neither"));
        }
        byte[] raw;
        try {
            raw = text.isTextual()
                    ? text.textValue().getBytes(StandardCharsets.UTF_8)
                    : Base64.getDecoder().decode(encoded.textValue());
        } catch (IllegalArgumentException e) {
            throw refused(where, "Base64 in " + LetterJson.RAW_BASE64, encoded);
        }
        for (byte b : raw) {
            if (b == LINE_FEED) {
                throw refused(where, "one line in place of one line", text);
            }
        }
        return raw;
    }

    private static InputException refused(String where, String expected, JsonNode found) {
        return new InputException(where + ": expected " + expected + ", found "
                + (found.isMissingNode() ? "none" : shown(found.toString())));
    }

    private static String shown(String text) {
        return Printable.startOf(text.getBytes(StandardCharsets.UTF_8), 60);
    }
}
