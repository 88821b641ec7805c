package io.afterclick.job.source;

import io.afterclick.intake.FileOpener;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.file.SeekableInput;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Files of any file system that Flink knows; counts the bytes that are read. */
final class FlinkFiles implements FileOpener {

    private final AtomicLong bytesRead = new AtomicLong();

    /** Bytes read so far from all files, as they are stored. */
    long bytesRead() {
        return bytesRead.get();
    }

    @Override
    public InputStream open(String path, long offset) throws IOException {
        FSDataInputStream in = openFile(path);
        try {
            in.seek(offset);
        } catch (IOException e) {
            in.close();
            throw e;
        }
        return new Counting(in);
    }

    @Override
    public SeekableInput openSeekable(String path) throws IOException {
        long length = FileSystem.get(new Path(path).toUri())
                .getFileStatus(new Path(path))
                .getLen();
        return new Seekable(openFile(path), length);
    }

    private static FSDataInputStream openFile(String path) throws IOException {
        Path file = new Path(path);
        return FileSystem.get(file.toUri()).open(file);
    }

    private final class Counting extends InputStream {
        private final FSDataInputStream in;

        Counting(FSDataInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            bytesRead.addAndGet(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            bytesRead.addAndGet(Math.max(0, read));
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private final class Seekable implements SeekableInput {
        private final FSDataInputStream in;
        private final long length;

        Seekable(FSDataInputStream in, long length) {
            this.in = in;
            this.length = length;
        }

        @Override
        public void seek(long position) throws IOException {
            in.seek(position);
        }

        @Override
        public long tell() throws IOException {
            return in.getPos();
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            int read = in.read(bytes, offset, count);
            bytesRead.addAndGet(Math.max(0, read));
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
