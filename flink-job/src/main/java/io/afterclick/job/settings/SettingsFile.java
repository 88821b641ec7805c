package io.afterclick.job.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads settings from YAML: nested or with dots in the keys, as Flink's own configuration. */
final class SettingsFile {

    private SettingsFile() {}

    static Map<String, String> read(Path file) throws IOException {
        try {
            return settings(file, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": expected text in UTF-8, found bytes that are none", e);
        } catch (StackOverflowError e) {
            // The library, and the text of a value that holds itself, go as deep as the file says.
            throw new IllegalArgumentException(file + ": expected keys with values, found values without end", e);
        }
    }

    private static Map<String, String> settings(Path file, String text) {
        Object yaml;
        try {
            // In one piece: where a piece ends within a character, the library reads beyond it.
            LoadSettings whole = LoadSettings.builder()
                    .setLabel(file.toString())
                    .setBufferSize(text.length() + 2)
                    .build();
            yaml = new Load(whole).loadFromString(text);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(
                    file + ": expected YAML, found "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("none"),
                    e);
        }
        Map<String, String> settings = new TreeMap<>();
        if (yaml != null) {
            flatten(file, "", yaml, settings);
        }
        return settings;
    }

    private static void flatten(Path file, String key, @Nullable Object value, Map<String, String> settings) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) ->
                    flatten(file, key.isEmpty() ? String.valueOf(name) : key + "." + name, inner, settings));
        } else if (key.isEmpty()) {
            throw new IllegalArgumentException(file + ": expected keys with values, found '" + value + "'");
        } else {
            settings.put(key, value == null ? "" : String.valueOf(value));
        }
    }
}
