package io.afterclick.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterclick.letter.LetterFolder;
import io.afterclick.letter.LetterJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Dead letters of a damaged log, edited as someone would who knows the log without damage. */
public final class Repairs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Repairs() {}

    /** Drops every record that was refused. */
    public static Path dropping(Path letters, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        LetterFolder.open(letters)
                .forEach(letter -> lines.add(LetterJson.line(letter).replace("\"drop\":false", "\"drop\":true")));
        return Files.write(file, lines);
    }

    /** Gives records that were refused for these reasons the line that the sound log has under their id. */
    public static Path restoring(Path letters, Path sound, Set<String> reasons, Path file) throws IOException {
        Map<String, String> originals = new HashMap<>();
        for (String name : List.of("clicks.csv", "purchases.csv", "refunds.csv")) {
            for (String line : Files.readAllLines(sound.resolve(name))) {
                originals.put(name + ":" + id(line), line);
            }
        }
        List<String> lines = new ArrayList<>();
        LetterFolder.open(letters).forEach(letter -> {
            ObjectNode json = object(LetterJson.line(letter));
            if (reasons.contains(json.path("reason").asText())) {
                String id = id(new String(letter.raw(), StandardCharsets.ISO_8859_1));
                json.remove("rawBase64");
                json.put(
                        "raw",
                        Objects.requireNonNull(originals.get(json.path("source").asText() + ":" + id), id));
            }
            lines.add(json.toString());
        });
        return Files.write(file, lines);
    }

    private static String id(String line) {
        return line.substring(0, line.indexOf(','));
    }

    private static ObjectNode object(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return (ObjectNode) json;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
