package io.afterclick.intake;

import io.afterclick.event.EventKind;
import io.afterclick.event.RawRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Opens files of every format, at their beginning or where reading was left. */
public final class EventFiles {

    private static final int GZIP_BUFFER_BYTES = 1 << 16;
    private static final int LONGEST_HEADER = 1 << 20;
    private static final int LINES_THAT_TELL = 64;

    private final FileOpener files;

    public EventFiles(FileOpener files) {
        this.files = files;
    }

    /**
     * Names of the features that a file of clicks declares.
     *
     * @throws InputException if the file is empty or declares none of what it must
     */
    public List<String> declaredFeatures(InputFile file) throws IOException {
        if (file.format() == InputFormat.AVRO) {
            return RecordLayout.featuresAmong(AvroEventFile.declared(file, files.openSeekable(file.path())));
        }
        List<byte[]> lines = firstLines(file);
        if (lines.isEmpty()) {
            throw new InputException(file.name() + ":1: expected records, found an empty file");
        }
        byte[] first = lines.get(0);
        return switch (file.format()) {
            case CSV -> RecordLayout.featuresAmong(CsvParser.header(file.name(), first));
            case JSONL -> RecordLayout.featuresAmong(JsonParser.declared(lines));
            case TRACE -> TraceParser.features(file.name(), TraceParser.header(first));
            case CASCADE ->
                IntStream.range(0, CascadeParser.declaredFeatures(file.name(), CascadeParser.typical(lines)))
                        .mapToObj(feature -> "feature_" + feature)
                        .toList();
            case AVRO -> throw new IllegalStateException("Avro files have no first line");
        };
    }

    /** Whether a file holds CASCADE rows as they were before processing: texts, not row numbers. */
    public boolean holdsRawCascade(InputFile file) throws IOException {
        return file.format() == InputFormat.CASCADE && CascadeParser.areRaw(firstLines(file));
    }

    /** Opens a file. */
    public EventFile open(InputFile file, IntakeSettings settings, FilePosition start) throws IOException {
        RecordLayout layout = file.kind() == EventKind.CLICK
                ? RecordLayout.ofClicks(settings.features())
                : RecordLayout.of(file.kind());
        if (file.format() == InputFormat.AVRO) {
            return new AvroEventFile(
                    file, files.openSeekable(file.path()), layout, settings.rules(), settings.longestRecord(), start);
        }
        List<byte[]> lines = firstLines(file);
        RecordParser parser = lines.isEmpty() ? Parsed::nothing : parser(file, settings, layout, lines);
        return new LineEventFile(rows(file, settings, start), parser, file.kind(), settings.longestRecord());
    }

    private static RecordParser parser(
            InputFile file, IntakeSettings settings, RecordLayout layout, List<byte[]> lines) {
        EventRules rules = settings.rules();
        byte[] first = lines.get(0);
        return switch (file.format()) {
            case CSV -> new CsvParser(layout, rules, file.name(), CsvParser.header(file.name(), first));
            case JSONL -> new JsonParser(layout, rules);
            case TRACE ->
                new TraceParser(rules, settings.epoch(), file.name(), TraceParser.header(first), settings.tables());
            case CASCADE ->
                new CascadeParser(
                        rules,
                        settings.epoch(),
                        settings.features().size(),
                        CascadeParser.areRaw(lines),
                        settings.tables());
            case AVRO -> throw new IllegalStateException("Avro files have no lines");
        };
    }

    private RecordCursor rows(InputFile file, IntakeSettings settings, FilePosition start) throws IOException {
        boolean header = hasHeader(file);
        if (!settings.sort() || !file.format().isOfficial()) {
            return lines(file, settings.longestRecord(), start, header);
        }
        if (InputFormat.isCompressed(file.path())) {
            throw new InputException(file.name() + ": expected an uncompressed file to sort, found a compressed one");
        }
        RecordCursor all = lines(file, settings.longestRecord(), FilePosition.START, header);
        return new SortedRowCursor(
                all,
                row -> clickSeconds(file, settings, row),
                files.openSeekable(file.path()),
                file.name(),
                settings.longestRecord(),
                start);
    }

    private static long clickSeconds(InputFile file, IntakeSettings settings, RawRecord row) {
        int column = file.format() == InputFormat.TRACE ? settings.features().size() : 0;
        try {
            return new TsvColumns(row.bytes(), column + 2).number("click time", column);
        } catch (RefusedRecordException e) {
            return Long.MIN_VALUE;
        }
    }

    private RecordCursor lines(InputFile file, int longest, FilePosition start, boolean header) throws IOException {
        LineCursor cursor = new LineCursor(openText(file, start.offset()), file.name(), longest, start);
        if (header && start.line() == 0) {
            cursor.next();
        }
        return cursor;
    }

    /** The lines that tell what a file holds. More than one, since the first may be damaged where there is no header. */
    private List<byte[]> firstLines(InputFile file) throws IOException {
        List<byte[]> first = new ArrayList<>();
        try (LineCursor lines = new LineCursor(openText(file, 0), file.name(), LONGEST_HEADER, FilePosition.START)) {
            int most = hasHeader(file) ? 1 : LINES_THAT_TELL;
            for (RawRecord line = lines.next(); line != null; line = first.size() < most ? lines.next() : null) {
                first.add(line.bytes());
            }
        }
        return first;
    }

    private static boolean hasHeader(InputFile file) {
        return file.format() == InputFormat.CSV || file.format() == InputFormat.TRACE;
    }

    private InputStream openText(InputFile file, long offset) throws IOException {
        if (!InputFormat.isCompressed(file.path())) {
            return files.open(file.path(), offset);
        }
        InputStream compressed = files.open(file.path(), 0);
        try {
            InputStream text = new GZIPInputStream(compressed, GZIP_BUFFER_BYTES);
            text.skipNBytes(offset);
            return text;
        } catch (IOException e) {
            compressed.close();
            String found = e.getMessage() == null ? "its end" : e.getMessage();
            throw new InputException(
                    file.name() + ": expected a gzip file that unpacks up to byte " + offset + ", found " + found, e);
        }
    }
}
