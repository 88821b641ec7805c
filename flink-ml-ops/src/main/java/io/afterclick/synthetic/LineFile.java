package io.afterclick.synthetic;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A text file that is written line by line, compressed or not. */
final class LineFile implements Closeable {

    private static final int BUFFER = 1 << 16;
    private static final String COMPRESSED = ".gz";

    private final Path path;
    private final OutputStream out;
    private long lines;

    private LineFile(Path path, OutputStream out) {
        this.path = path;
        this.out = out;
    }

    /** Opens a file; one left from an earlier run, compressed the other way, would be read as well, so it goes. */
    static LineFile open(Path folder, String name, boolean gzip) throws IOException {
        Path plain = folder.resolve(name);
        Path compressed = folder.resolve(name + COMPRESSED);
        Files.deleteIfExists(gzip ? plain : compressed);
        Path path = gzip ? compressed : plain;
        OutputStream file = Files.newOutputStream(path);
        OutputStream encoded = gzip ? new GZIPOutputStream(file, BUFFER) : file;
        return new LineFile(path, new BufferedOutputStream(encoded, BUFFER));
    }

    void write(LineBuffer line) throws IOException {
        write(line.bytes(), line.length());
    }

    void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        out.write('\n');
        lines++;
    }

    /** Lines written so far, the header included: the number of the last one. */
    long lines() {
        return lines;
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
