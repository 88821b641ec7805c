package io.afterclick.ml;

import io.afterclick.ml.ModelData.ChunkVisitor;
import io.afterclick.snapshot.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** The files of a model in a folder of any file system that Flink knows. */
final class ModelFolder {

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,200}");

    private final Path folder;

    ModelFolder(String location) {
        this.folder = new Path(location);
    }

    static boolean isManifest(String file) {
        return file.equals(Manifest.FILE);
    }

    static void requireModel(Path folder) throws IOException {
        if (!folder.getFileSystem().exists(new Path(folder, Manifest.FILE))) {
            throw new IOException(
                    folder + ": expected a model with a " + Manifest.FILE + ", found none, so it is no complete model");
        }
    }

    void forEachChunk(ChunkVisitor visitor) throws IOException {
        FileSystem system = folder.getFileSystem();
        List<String> files = new ArrayList<>();
        for (FileStatus status : system.listStatus(folder)) {
            if (!status.isDir()) {
                files.add(status.getPath().getName());
            }
        }
        files.sort(
                Comparator.<String, Boolean>comparing(ModelFolder::isManifest).thenComparing(file -> file));
        for (String file : files) {
            try (InputStream bytes = system.open(new Path(folder, file))) {
                int part = 0;
                for (byte[] some = next(bytes); some.length > 0; some = next(bytes)) {
                    visitor.visit(new ModelChunk(file, part++, some));
                }
            }
        }
    }

    private static byte[] next(InputStream bytes) throws IOException {
        return bytes.readNBytes(ModelChunk.BYTES);
    }

    /** Writes a model into the folder, which is made if it does not exist, and must not be a model. */
    void write(ModelData model) throws IOException {
        FileSystem system = folder.getFileSystem();
        if (system.exists(new Path(folder, Manifest.FILE))) {
            throw new IOException(folder + ": expected a folder without " + Manifest.FILE + ", found a complete model");
        }
        system.mkdirs(folder);
        try (Writer writer = new Writer(system)) {
            model.forEachChunk(writer);
        }
    }

    private final class Writer implements ChunkVisitor, AutoCloseable {
        private final FileSystem system;
        private OutputStream open = OutputStream.nullOutputStream();

        Writer(FileSystem system) {
            this.system = system;
        }

        @Override
        public void visit(ModelChunk chunk) throws IOException {
            if (!FILE_NAME.matcher(chunk.file()).matches()) {
                throw new IOException("model data: expected file names like rows.safetensors, found " + chunk.file());
            }
            if (chunk.part() == 0) {
                open.close();
                open = system.create(new Path(folder, chunk.file()), WriteMode.OVERWRITE);
            }
            open.write(chunk.bytes());
        }

        @Override
        public void close() throws IOException {
            open.close();
        }
    }
}
