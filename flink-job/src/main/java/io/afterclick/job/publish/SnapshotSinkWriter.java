package io.afterclick.job.publish;

import io.afterclick.job.record.ModelSlice;
import io.afterclick.model.ModelAssembly;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.jspecify.annotations.Nullable;

/** Puts models together, several variants side by side. */
final class SnapshotSinkWriter implements CommittingSinkWriter<ModelSlice, Publication> {

    private final EpochFolders folders;
    private final Map<String, PublishedVariant> variants;
    private final Map<String, Open> open = new HashMap<>();
    private final List<Publication> finished = new ArrayList<>();

    /** A model of which pieces are missing. */
    private static final class Open {
        private final ModelSlice.Begin begin;
        private final ModelAssembly model;
        private int next = 1;

        Open(ModelSlice.Begin begin, ModelAssembly model) {
            this.begin = begin;
            this.model = model;
        }
    }

    SnapshotSinkWriter(EpochFolders folders, Map<String, PublishedVariant> variants) {
        this.folders = folders;
        this.variants = Map.copyOf(variants);
    }

    @Override
    public void write(ModelSlice slice, @Nullable Context context) throws IOException {
        if (slice instanceof ModelSlice.Begin begin) {
            begin(begin);
            return;
        }
        Open now = awaiting(slice);
        now.next++;
        if (slice instanceof ModelSlice.Dense dense) {
            now.model.dense(dense.name(), dense.shape(), dense.values());
        } else if (slice instanceof ModelSlice.Rows rows) {
            add(rows, now.model);
        } else if (slice instanceof ModelSlice.Gone gone) {
            for (int i = 0; i < gone.ids().length; i++) {
                now.model.gone(gone.fields()[i], gone.ids()[i]);
            }
        } else {
            finish(now);
        }
    }

    private void begin(ModelSlice.Begin begin) throws IOException {
        discard(open.remove(begin.variant()));
        ModelAssembly model = ModelAssembly.begin(
                folders.of(begin.variant(), begin.epoch()),
                variant(begin.variant()).parts(),
                folders.spool(begin.variant(), begin.epoch()));
        open.put(begin.variant(), new Open(begin, model));
    }

    private PublishedVariant variant(String name) {
        PublishedVariant variant = variants.get(name);
        if (variant == null) {
            throw new IllegalStateException(
                    "published model: expected one of " + variants.keySet() + ", found " + name);
        }
        return variant;
    }

    private Open awaiting(ModelSlice slice) {
        Open now = open.get(slice.variant());
        if (now == null || now.begin.epoch() != slice.epoch() || now.next != slice.number()) {
            String expected = now == null ? "a first piece" : "piece " + now.next + " of epoch " + now.begin.epoch();
            throw new IllegalStateException("published model of " + slice.variant() + ": expected " + expected
                    + ", found piece " + slice.number() + " of epoch " + slice.epoch());
        }
        return now;
    }

    private static void add(ModelSlice.Rows rows, ModelAssembly model) throws IOException {
        int count = rows.ids().length;
        int width = rows.embeddings().length / count;
        for (int i = 0; i < count; i++) {
            model.row(rows.fields()[i], rows.ids()[i], rows.embeddings(), i * width);
        }
    }

    private void finish(Open now) throws IOException {
        String name = now.begin.variant();
        finished.add(new Publication(
                now.model.finish(name, now.begin.epoch(), variant(name).provenance(now.begin))));
        discard(open.remove(name));
    }

    @Override
    public void flush(boolean endOfInput) {
        // Files of a finished model are durable; one that is not finished is no part of a checkpoint.
    }

    @Override
    public Collection<Publication> prepareCommit() {
        List<Publication> ready = List.copyOf(finished);
        finished.clear();
        return ready;
    }

    @Override
    public void close() throws IOException {
        for (Open each : open.values()) {
            discard(each);
        }
        open.clear();
    }

    private static void discard(@Nullable Open model) throws IOException {
        if (model != null) {
            model.model.close();
        }
    }
}
