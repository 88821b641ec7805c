package io.afterclick.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.generic.GenericData;

/** Compares today's schemas with all releases; each question is answered with the problems found, none if all is well. */
final class ReleaseCheck {
    private final SortedMap<String, Schema> today;
    private final List<Release> releases;

    ReleaseCheck(SortedMap<String, Schema> today, List<Release> releases) {
        this.today = today;
        this.releases = releases;
    }

    /** Releases whose own files do not belong together: then the other answers would mean little. */
    List<String> inconsistentReleases() throws IOException {
        List<String> problems = new ArrayList<>();
        for (Release release : releases) {
            SortedSet<String> expected = release.folder().names(".avsc");
            for (String extension : List.of(".avro", ".json")) {
                SortedSet<String> found = release.folder().names(extension);
                if (!found.equals(expected)) {
                    problems.add("%s: expected %s files %s, found %s".formatted(release, extension, expected, found));
                }
            }
            for (String name : release.folder().names(".avro")) {
                if (expected.contains(name)
                        && !release.writerOf(name).equals(release.folder().schema(name))) {
                    problems.add("%s: %s.avro was not written by %s.avsc".formatted(release, name, name));
                }
            }
        }
        return problems;
    }

    /** Released bytes that today's schema cannot read, or reads as other values than were written. */
    List<String> unreadableBytes() throws IOException {
        List<String> problems = new ArrayList<>();
        for (Release release : releases) {
            for (String name : release.folder().names(".avsc")) {
                if (today.containsKey(name)) {
                    problems.addAll(unreadableBytes(release, name, today.get(name)));
                }
            }
        }
        return problems;
    }

    private static List<String> unreadableBytes(Release release, String name, Schema schema) throws IOException {
        try {
            JsonNode expected = PlainJson.evolved(Schema.createArray(schema), release.values(name));
            JsonNode found = PlainJson.array(schema, release.readAs(schema, name));
            boolean same = PlainJson.text(found).equals(PlainJson.text(expected));
            return same && !expected.isEmpty()
                    ? List.of()
                    : List.of("%s of %s: expected the values\n%sfound\n%s"
                            .formatted(name, release, PlainJson.text(expected), PlainJson.text(found)));
        } catch (AvroRuntimeException e) {
            return List.of("%s of %s cannot be read by today's schema: %s".formatted(name, release, e.getMessage()));
        }
    }

    /** Pairs of versions, today's among them, of which one cannot read what the other wrote. */
    List<String> incompatibleVersions() {
        List<String> problems = new ArrayList<>();
        today.keySet().forEach(name -> {
            Map<String, Schema> versions = versions(name);
            versions.forEach((readBy, reader) -> versions.forEach((writtenBy, writer) ->
                    problems.addAll(incompatibilities(name, readBy, reader, writtenBy, writer))));
        });
        return problems;
    }

    /**
     * Defaults that a release has and today's schema has not. Avro would allow it, but the same old bytes would then mean
     * something else than they did before, or could be read by none but the newest versions.
     */
    List<String> changedDefaults() {
        List<String> problems = new ArrayList<>();
        today.forEach((name, schema) -> versions(name)
                .forEach((version, released) -> released.getFields().stream()
                        .filter(Schema.Field::hasDefaultValue)
                        .filter(field -> schema.getField(field.name()) != null)
                        .filter(field -> !field.defaultVal()
                                .equals(schema.getField(field.name()).defaultVal()))
                        .map(field -> "%s.%s: expected the default of %s, %s, found %s"
                                .formatted(
                                        name,
                                        field.name(),
                                        version,
                                        shown(field),
                                        shown(schema.getField(field.name()))))
                        .forEach(problems::add)));
        return problems;
    }

    private static String shown(Schema.Field field) {
        return field.hasDefaultValue()
                ? PlainJson.of(field.schema(), GenericData.get().getDefaultValue(field))
                        .toString()
                : "none";
    }

    private Map<String, Schema> versions(String name) {
        Map<String, Schema> versions = new LinkedHashMap<>();
        for (Release release : releases) {
            if (release.folder().names(".avsc").contains(name)) {
                versions.put(release.toString(), release.folder().schema(name));
            }
        }
        versions.put("today", today.get(name));
        return versions;
    }

    private static List<String> incompatibilities(
            String name, String readBy, Schema reader, String writtenBy, Schema writer) {
        // Avro compares the short names only; consumers find the class by the full one.
        if (!reader.getFullName().equals(writer.getFullName())) {
            return List.of("%s: is %s in %s, but %s in %s"
                    .formatted(name, reader.getFullName(), readBy, writer.getFullName(), writtenBy));
        }
        SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return pair.getResult().getIncompatibilities().stream()
                .map(problem -> "%s: %s cannot read what %s wrote: %s at %s: %s"
                        .formatted(
                                name,
                                readBy,
                                writtenBy,
                                problem.getType(),
                                problem.getLocation(),
                                problem.getMessage()))
                .toList();
    }

    /** Schemas that some release has and a later one, or today's folder, has no more. */
    List<String> vanishedSchemas() {
        List<String> problems = new ArrayList<>();
        SortedSet<String> released = new TreeSet<>();
        for (Release release : releases) {
            SortedSet<String> present = release.folder().names(".avsc");
            problems.addAll(vanished(released, present, release.toString()));
            released.addAll(present);
        }
        problems.addAll(vanished(released, new TreeSet<>(today.keySet()), "today's schemas"));
        return problems;
    }

    private static List<String> vanished(SortedSet<String> released, SortedSet<String> present, String where) {
        return released.stream()
                .filter(name -> !present.contains(name))
                .map(name -> "%s was released and is missing in %s: bring it back, a released schema stays readable"
                        .formatted(name, where))
                .toList();
    }

    /** New schemas that no release promises yet to keep. */
    List<String> unfrozenSchemas() {
        SortedSet<String> frozen = new TreeSet<>();
        releases.forEach(release -> frozen.addAll(release.folder().names(".avsc")));
        String next = "v" + (releases.size() + 1);
        return today.keySet().stream()
                .filter(name -> !frozen.contains(name))
                .map(name -> "%s is new and not frozen. In the root folder run\n  %s\nand commit %s/%s"
                        .formatted(name, FreezeRelease.COMMAND + next, "schemas/src/test/resources/released", next))
                .toList();
    }
}
