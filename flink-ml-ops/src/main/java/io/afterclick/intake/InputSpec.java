package io.afterclick.intake;

import io.afterclick.event.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a run reads: {@code cascade:FILE}, {@code trace:FILE} or {@code events:DIR}.
 *
 * @param path of the file or folder
 */
public record InputSpec(Kind kind, Path path) {

    /** Kinds of input; each sets the published protocol as its default. */
    public enum Kind {
        CASCADE,
        TRACE,
        EVENTS;

        /** As it is written in a spec. */
        public String prefix() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String FORMS = "cascade:FILE, trace:FILE or events:DIR";

    /**
     * Reads a spec.
     *
     * @throws InputException if it has none of the known forms, or names nothing that exists
     */
    public static InputSpec parse(String text) {
        int colon = text.indexOf(':');
        String prefix = colon < 0 ? "" : text.substring(0, colon);
        for (Kind kind : Kind.values()) {
            if (kind.prefix().equals(prefix)) {
                return existing(kind, path(text, text.substring(colon + 1)));
            }
        }
        throw unknown(text);
    }

    private static Path path(String text, String path) {
        if (path.isBlank()) {
            throw unknown(text);
        }
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw unknown(text);
        }
    }

    private static InputException unknown(String text) {
        return new InputException("input: expected " + FORMS + ", found " + Excerpt.of(text));
    }

    private static InputSpec existing(Kind kind, Path path) {
        boolean folder = kind == Kind.EVENTS;
        boolean fits = folder ? Files.isDirectory(path) : Files.isRegularFile(path);
        if (!fits) {
            String found = Files.exists(path) ? "something else" : "nothing";
            throw new InputException("input: expected a " + (folder ? "folder" : "file") + " "
                    + path.toString().replaceAll("\\p{Cntrl}", "?") + ", found " + found);
        }
        return new InputSpec(kind, path);
    }

    /** Kinds of events that come as sources of their own. */
    public List<EventKind> sources() {
        return kind == Kind.EVENTS ? List.of(EventKind.values()) : List.of(EventKind.CLICK);
    }

    /** The files of one source, in the order in which they are read. */
    public List<InputFile> files(EventKind source) {
        return switch (kind) {
            case CASCADE -> List.of(official(InputFormat.CASCADE));
            case TRACE -> List.of(official(InputFormat.TRACE));
            case EVENTS -> eventFiles(path, source);
        };
    }

    private InputFile official(InputFormat format) {
        return new InputFile(format, EventKind.CLICK, path.toString(), String.valueOf(path.getFileName()));
    }

    /**
     * The files of one kind in an event folder: those whose names begin with the kind's plural and have a known ending, in
     * the folder itself or in a folder of that plural's name; in name order.
     */
    public static List<InputFile> eventFiles(Path folder, EventKind kind) {
        List<InputFile> found = new ArrayList<>();
        try {
            collect(folder, "", kind.plural(), kind, found);
            Path own = folder.resolve(kind.plural());
            if (Files.isDirectory(own)) {
                collect(own, kind.plural() + "/", "", kind, found);
            }
            found.sort(Comparator.comparing(InputFile::name));
        } catch (IOException e) {
            throw new InputException(folder + ": expected a folder that can be listed, found " + e.getMessage(), e);
        }
        return List.copyOf(found);
    }

    private static void collect(Path folder, String prefix, String begin, EventKind kind, List<InputFile> found)
            throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(Files::isRegularFile)
                    .map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.startsWith(begin) && !name.startsWith(".") && !name.startsWith("_"))
                    .forEach(name -> {
                        InputFormat format = InputFormat.ofEnding(name);
                        if (format != null) {
                            found.add(new InputFile(
                                    format, kind, folder.resolve(name).toString(), prefix + name));
                        }
                    });
        }
    }
}
