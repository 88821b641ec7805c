package io.afterclick.ml;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.core.fs.FileSystem;

/**
 * A model in a folder that every task can read.
 *
 * @param location of the folder, with its file system
 */
record StoredModel(String location) implements ModelData {

    /** A folder that holds a model; what is in the files is looked at when they are read. */
    static StoredModel at(String location) throws IOException {
        org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(location);
        FileSystem system = path.getFileSystem();
        ModelFolder.requireModel(path);
        return new StoredModel(path.makeQualified(system).toString());
    }

    @Override
    public void forEachChunk(ChunkVisitor visitor) throws IOException {
        new ModelFolder(location).forEachChunk(visitor);
    }

    @Override
    public <T> T read(FolderReader<T> reader) throws IOException {
        org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(location);
        // A folder of this machine needs no copy.
        return path.getFileSystem().isDistributedFS()
                ? ModelData.super.read(reader)
                : reader.read(Path.of(path.getPath()));
    }
}
