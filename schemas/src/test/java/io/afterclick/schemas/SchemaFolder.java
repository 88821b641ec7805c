package io.afterclick.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** A folder with one schema per {@code .avsc} file, each file called like its record. */
record SchemaFolder(Path path) {
    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));

    /** The schemas that the build compiles. */
    static final SchemaFolder TODAY = new SchemaFolder(MODULE.resolve("src/main/avro"));

    /** The parent of {@code v1}, {@code v2} and so on. */
    static final Path RELEASED = MODULE.resolve("src/test/resources/released");

    SortedMap<String, Schema> schemas() {
        SortedMap<String, Schema> schemas = new TreeMap<>();
        names(".avsc").forEach(name -> schemas.put(name, schema(name)));
        return schemas;
    }

    Schema schema(String name) {
        Schema schema = new Schema.Parser().parse(text(name + ".avsc"));
        if (!schema.getName().equals(name)) {
            throw new IllegalStateException("%s: expected a schema called %s, found %s"
                    .formatted(path.resolve(name + ".avsc"), name, schema.getFullName()));
        }
        return schema;
    }

    SortedSet<String> names(String extension) {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(extension))
                    .map(name -> name.substring(0, name.length() - extension.length()))
                    .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String file) {
        try {
            return Files.readString(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
