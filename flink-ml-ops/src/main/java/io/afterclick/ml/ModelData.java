package io.afterclick.ml;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/** A trained model, wherever it is: the files of a folder as the snapshots of this project are. Travels to tasks. */
sealed interface ModelData extends Serializable permits HeldModel, StoredModel {

    /** Sees the pieces of a model, file after file, each from its first piece on, and the manifest last. */
    interface ChunkVisitor {
        void visit(ModelChunk chunk) throws IOException;
    }

    /** What is made of a folder of this machine. */
    interface FolderReader<T> {
        T read(Path folder) throws IOException;
    }

    void forEachChunk(ChunkVisitor visitor) throws IOException;

    /** Makes something of the files, which are a folder of this machine for as long as the call takes. */
    default <T> T read(FolderReader<T> reader) throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            new ModelFolder(folder.path().toUri().toString()).write(this);
            return reader.read(folder.path());
        }
    }
}
