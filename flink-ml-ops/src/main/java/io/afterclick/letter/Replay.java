package io.afterclick.letter;

import io.afterclick.event.EventKind;
import io.afterclick.intake.InputException;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputFormat;
import io.afterclick.intake.InputSpec;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * An input once more, with repaired records in the very places of the broken ones, so that a run over it from its start
 * equals one that never had them broken. A repair that says what the letter says changes nothing.
 */
public final class Replay {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] NOTHING = {};

    /**
     * What was done.
     *
     * @param repaired records with other bytes in their place
     * @param dropped records with nothing in their place
     * @param left letters whose records stay as they are; a row may have several
     */
    public record Result(long repaired, long dropped, long left) {}

    /** Where a record stands. */
    private record Place(String source, long offset) {}

    private final InputSpec input;
    private final Map<String, List<Splice.Piece>> pieces;
    private final Result result;

    private Replay(InputSpec input, Map<String, List<Splice.Piece>> pieces, Result result) {
        this.input = input;
        this.pieces = pieces;
        this.result = result;
    }

    /**
     * Finds out what is to be done; nothing is written yet.
     *
     * @throws InputException if a repair has no letter, contradicts another, or is not of a file of lines in the input
     */
    public static Replay prepare(LetterFolder letters, InputSpec input, List<Repair> repairs) throws IOException {
        Map<Place, List<Repair>> repairsByPlace = new HashMap<>();
        for (Repair repair : repairs) {
            repairsByPlace
                    .computeIfAbsent(new Place(repair.source(), repair.offset()), any -> new ArrayList<>(1))
                    .add(repair);
        }
        Map<Place, NumberedLetter> letterByPlace = new HashMap<>();
        Map<Place, Long> lettersAt = new HashMap<>();
        long[] all = new long[1];
        letters.forEach(letter -> {
            Place place = new Place(letter.letter().getSource(), letter.letter().getOffset());
            if (letter.isOfFile()) {
                all[0]++;
                List<Repair> there = repairsByPlace.get(place);
                if (there != null) {
                    // Records of one Avro block share its place, so each letter is asked.
                    there.removeIf(repair -> Arrays.equals(repair.instead(), letter.raw()));
                    lettersAt.merge(place, 1L, Long::sum);
                    letterByPlace.merge(place, letter, Replay::moreBytes);
                }
            }
        });
        for (Repair repair : repairs) {
            if (!letterByPlace.containsKey(new Place(repair.source(), repair.offset()))) {
                throw new InputException(repair.where() + ": expected the place of a dead letter of a file in "
                        + letters + ", found " + Printable.of(repair.source()) + " at byte " + repair.offset());
            }
        }
        return prepared(input, repairsByPlace, letterByPlace, lettersAt, all[0]);
    }

    private static Replay prepared(
            InputSpec input,
            Map<Place, List<Repair>> repairs,
            Map<Place, NumberedLetter> letters,
            Map<Place, Long> lettersAt,
            long all) {
        Map<String, InputFile> files = files(input);
        Map<String, List<Splice.Piece>> pieces = new TreeMap<>();
        long repaired = 0;
        long dropped = 0;
        long left = all;
        for (Map.Entry<Place, NumberedLetter> entry : letters.entrySet()) {
            Place place = entry.getKey();
            Repair repair = only(repairs.getOrDefault(place, List.of()));
            if (repair == null) {
                continue;
            }
            requireLines(input, files.get(place.source()), repair);
            byte[] instead = repair.instead();
            repaired += instead == null ? 0 : 1;
            dropped += instead == null ? 1 : 0;
            left -= lettersAt.getOrDefault(place, 0L);
            pieces.computeIfAbsent(place.source(), any -> new ArrayList<>())
                    .add(new Splice.Piece(
                            repair.where(),
                            place.offset(),
                            entry.getValue().letter().getLength(),
                            entry.getValue().raw(),
                            instead == null ? NOTHING : instead));
        }
        pieces.values().forEach(list -> list.sort(Comparator.comparingLong(Splice.Piece::offset)));
        return new Replay(input, pieces, new Result(repaired, dropped, left));
    }

    /** Of several letters of a row, the one that kept its bytes. */
    private static NumberedLetter moreBytes(NumberedLetter a, NumberedLetter b) {
        return a.letter().getRaw().remaining() >= b.letter().getRaw().remaining() ? a : b;
    }

    private static @Nullable Repair only(List<Repair> changes) {
        Repair change = null;
        for (Repair repair : changes) {
            byte[] instead = repair.instead();
            if (instead != null && instead.length == 0) {
                throw new InputException(repair.where() + ": expected a record, or \"" + LetterJson.DROP
                        + "\": true to drop it, found nothing");
            }
            if (change != null && !Arrays.equals(change.instead(), instead)) {
                throw new InputException(
                        repair.where() + ": expected one repair of a record, found another in " + change.where());
            }
            change = repair;
        }
        return change;
    }

    private static void requireLines(InputSpec input, @Nullable InputFile file, Repair repair) {
        if (file == null) {
            throw new InputException(repair.where() + ": expected a file of the input " + input.path() + ", found "
                    + Printable.of(repair.source()));
        }
        if (file.format() == InputFormat.AVRO) {
            throw new InputException(repair.where() + ": expected a file of lines, since an Avro record cannot be"
                    + " replaced in its block, found " + file.name());
        }
    }

    private static Map<String, InputFile> files(InputSpec input) {
        Map<String, InputFile> files = new TreeMap<>();
        for (EventKind kind : input.sources()) {
            input.files(kind).forEach(file -> files.put(file.name(), file));
        }
        return files;
    }

    public Result result() {
        return result;
    }

    /**
     * Writes the files of the input into an empty folder.
     *
     * @throws InputException if a record is not found in its place; the folder is then of no use
     */
    public void write(Path folder) throws IOException {
        for (InputFile file : files(input).values()) {
            Path from = Path.of(file.path());
            Path to = folder.resolve(file.name());
            Path parent = to.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            List<Splice.Piece> replaced = pieces.get(file.name());
            if (replaced == null) {
                Files.copy(from, to);
            } else {
                write(file, replaced, from, to);
            }
        }
    }

    private static void write(InputFile file, List<Splice.Piece> replaced, Path from, Path to) throws IOException {
        boolean compressed = InputFormat.isCompressed(file.path());
        try (InputStream stored = Files.newInputStream(from);
                InputStream in = compressed ? new GZIPInputStream(stored, BUFFER_BYTES) : stored;
                OutputStream storing = Files.newOutputStream(to);
                OutputStream out = new BufferedOutputStream(
                        compressed ? new GZIPOutputStream(storing, BUFFER_BYTES) : storing, BUFFER_BYTES)) {
            Splice.copy(file.name(), in, out, replaced);
        } catch (ZipException | EOFException e) {
            throw new InputException(
                    file.name() + ": expected a gzip file that unpacks to its end, found " + e.getMessage(), e);
        }
    }
}
