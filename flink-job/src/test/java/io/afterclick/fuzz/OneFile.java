package io.afterclick.fuzz;

import io.afterclick.intake.FileOpener;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.file.SeekableInput;

/** A file in memory. */
record OneFile(byte[] bytes) implements FileOpener {

    @Override
    public InputStream open(String path, long offset) {
        int from = (int) Math.min(offset, bytes.length);
        return new ByteArrayInputStream(bytes, from, bytes.length - from);
    }

    @Override
    public SeekableInput openSeekable(String path) {
        return new SeekableByteArrayInput(bytes);
    }
}
