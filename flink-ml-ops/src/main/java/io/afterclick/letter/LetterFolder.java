package io.afterclick.letter;

import io.afterclick.intake.InputException;
import io.afterclick.schemas.DeadLetter;
import io.afterclick.schemas.RecordKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericRecord;

/**
 * The dead letters that a run has left, as Avro container files. They are numbered in the order of the files' names, so
 * numbers hold as long as no file is added.
 */
public final class LetterFolder {

    private static final String INSIDE_A_RUN = "dead-letters";
    private static final String MARK_OF_A_RUN = "summary.json";
    private static final String ENDING = ".avro";

    private final Path folder;
    private final List<Path> files;

    private LetterFolder(Path folder, List<Path> files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * Looks at a folder of dead letters, or at that of the run that left them.
     *
     * @throws InputException if there is no such folder, or it holds other files
     */
    public static LetterFolder open(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new InputException(
                    "letters: expected a folder " + path + ", found " + (Files.exists(path) ? "a file" : "nothing"));
        }
        Path inside = path.resolve(INSIDE_A_RUN);
        if (!Files.exists(inside) && Files.exists(path.resolve(MARK_OF_A_RUN))) {
            // Where nothing was refused, no folder is made.
            return new LetterFolder(inside, List.of());
        }
        Path folder = Files.isDirectory(inside) ? inside : path;
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            for (Path file : files) {
                if (!file.toString().endsWith(ENDING)) {
                    throw new InputException("letters: expected Avro files alone in " + folder + ", found "
                            + Printable.of(file.getFileName().toString()));
                }
            }
            return new LetterFolder(folder, files);
        }
    }

    /**
     * Reads all letters, one at a time.
     *
     * @throws InputException if a file holds no dead letters, or not to its end
     */
    public void forEach(Consumer<NumberedLetter> reader) throws IOException {
        long number = 0;
        for (Path file : files) {
            number = read(file, number, reader);
        }
    }

    private static long read(Path file, long before, Consumer<NumberedLetter> reader) throws IOException {
        long number = before;
        try (DataFileReader<GenericRecord> letters =
                new DataFileReader<>(file.toFile(), new GenericDatumReader<>(null, DeadLetter.getClassSchema()))) {
            while (letters.hasNext()) {
                reader.accept(new NumberedLetter(++number, letter(letters.next())));
            }
            return number;
        } catch (IOException | AvroRuntimeException e) {
            throw new InputException(file + ": expected dead letters in Avro, found " + e.getMessage(), e);
        }
    }

    /** A file names the class of its records, and no class shall be loaded because a file names it. */
    private static DeadLetter letter(GenericRecord record) {
        DeadLetter letter = new DeadLetter();
        for (Schema.Field field : DeadLetter.getClassSchema().getFields()) {
            Object value = record.get(field.pos());
            letter.put(
                    field.pos(),
                    value instanceof GenericEnumSymbol<?> symbol ? RecordKind.valueOf(symbol.toString()) : value);
        }
        return letter;
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
