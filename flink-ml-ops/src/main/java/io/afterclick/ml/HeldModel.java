package io.afterclick.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A model in memory, as it is after training. */
record HeldModel(ArrayList<ModelChunk> chunks) implements ModelData {

    /** Writes a folder of this machine. */
    interface FolderWriter {
        void write(Path folder) throws IOException;
    }

    /** Takes in the files that are written to a folder, which is gone then. */
    static HeldModel written(FolderWriter writer) {
        ArrayList<ModelChunk> chunks = new ArrayList<>();
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            writer.write(folder.path());
            new ModelFolder(folder.path().toUri().toString()).forEachChunk(chunks::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HeldModel(chunks);
    }

    /**
     * Puts pieces in order that came in any.
     *
     * @throws IllegalArgumentException if a piece is missing or there twice
     */
    static HeldModel ofPieces(List<ModelChunk> pieces) {
        ArrayList<ModelChunk> chunks = new ArrayList<>(pieces);
        chunks.sort(Comparator.<ModelChunk, Boolean>comparing(chunk -> ModelFolder.isManifest(chunk.file()))
                .thenComparing(ModelChunk::file)
                .thenComparing(ModelChunk::part));
        String file = "";
        int next = 0;
        for (ModelChunk chunk : chunks) {
            next = chunk.file().equals(file) ? next : 0;
            if (chunk.part() != next) {
                throw new IllegalArgumentException("model data, file " + chunk.file() + ": expected part " + next
                        + ", found part " + chunk.part());
            }
            file = chunk.file();
            next++;
        }
        if (!ModelFolder.isManifest(file)) {
            throw new IllegalArgumentException("model data: expected the files of a model with its manifest, found "
                    + (file.isEmpty() ? "no rows" : "no manifest"));
        }
        return new HeldModel(chunks);
    }

    @Override
    public void forEachChunk(ChunkVisitor visitor) throws IOException {
        for (ModelChunk chunk : chunks) {
            visitor.visit(chunk);
        }
    }
}
