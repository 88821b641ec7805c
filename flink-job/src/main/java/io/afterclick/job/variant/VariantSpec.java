package io.afterclick.job.variant;

import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A model variant as users write it: {@code tesla}, {@code tesla:weighting=online:rows=deferred}.
 *
 * @param name the text itself, or what its option {@code name} says
 * @param options by key, lower case
 */
public record VariantSpec(String name, ModelKind kind, SortedMap<String, String> options) implements Serializable {

    private static final String NAME = "name";

    /** Folders of published models bear the name, in which a letter beyond ASCII takes up to twelve characters. */
    private static final int LONGEST_NAME = 120;

    private static final Pattern LETTERS_OF_NAMES = Pattern.compile("[\\p{L}\\p{M}\\p{N} .:=_+-]+");

    public VariantSpec {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /**
     * Reads variants that are separated by commas.
     *
     * @throws IllegalArgumentException naming what was expected and found
     */
    public static List<VariantSpec> parseAll(String text) {
        List<VariantSpec> specs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String one : text.split(",", -1)) {
            VariantSpec spec = parse(one.strip());
            spec.requireName();
            if (!names.add(spec.name)) {
                throw new IllegalArgumentException("--models: expected variants of different names, found '" + spec.name
                        + "' twice (name=… gives another)");
            }
            specs.add(spec);
        }
        return specs;
    }

    private void requireName() {
        int length = URLEncoder.encode(name, StandardCharsets.UTF_8).length();
        if (length > LONGEST_NAME || !LETTERS_OF_NAMES.matcher(name).matches()) {
            String shown =
                    name.substring(0, Math.min(name.length(), LONGEST_NAME / 2)).replaceAll("\\p{C}", "?");
            throw new IllegalArgumentException(
                    "--models: expected names of letters, digits and .:=_+- that take at most "
                            + LONGEST_NAME + " characters in a URL, found '" + shown + "' of " + length
                            + " (name=… gives another)");
        }
    }

    /** Reads one variant, whatever its name. */
    static VariantSpec parse(String text) {
        String[] parts = text.split(":", -1);
        ModelKind kind = ModelKind.of(parts[0]);
        SortedMap<String, String> options = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 1 || equals == parts[i].length() - 1) {
                throw new IllegalArgumentException(
                        "--models: expected options such as tesla:weighting=online, found '" + text + "'");
            }
            String key = parts[i].substring(0, equals).strip().toLowerCase(Locale.ROOT);
            if (options.put(key, parts[i].substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException(
                        "--models: expected " + key + " once, found it twice in '" + text + "'");
            }
        }
        String name = options.remove(NAME);
        return new VariantSpec(name == null ? text : name, kind, options);
    }

    /** Kind and options as users write them, without a name. */
    String model() {
        StringBuilder text = new StringBuilder(kind.text());
        options.forEach((key, value) -> text.append(':').append(key).append('=').append(value));
        return text.toString();
    }

    /** An option for messages. */
    String where(String key) {
        return "variant " + name + ": " + key;
    }

    /** Refuses options that the kind does not know. */
    void require(Set<String> known) {
        for (Map.Entry<String, String> option : options.entrySet()) {
            if (!known.contains(option.getKey())) {
                throw new IllegalArgumentException("variant " + name + ": expected options of "
                        + known.stream().sorted().toList() + ", found '" + option.getKey() + "'");
            }
        }
    }

    /** A number, or what it is unless given. */
    double number(String key, double otherwise) {
        String text = options.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(where(key) + ": expected a number, found '" + text + "'", e);
        }
    }

    /** One of some words, or what it is unless given. */
    <E extends Enum<E>> E word(String key, Class<E> words, E otherwise) {
        String text = options.get(key);
        if (text == null) {
            return otherwise;
        }
        List<String> expected = new ArrayList<>();
        for (E word : words.getEnumConstants()) {
            String written = word.name().toLowerCase(Locale.ROOT);
            if (written.equals(text.toLowerCase(Locale.ROOT))) {
                return word;
            }
            expected.add(written);
        }
        throw new IllegalArgumentException(
                where(key) + ": expected one of " + String.join(", ", expected) + ", found '" + text + "'");
    }

    /** {@code on} or {@code off}, or what it is unless given. */
    boolean flag(String key, boolean otherwise) {
        String text = options.get(key);
        if (text == null) {
            return otherwise;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException(where(key) + ": expected on or off, found '" + text + "'");
        };
    }
}
