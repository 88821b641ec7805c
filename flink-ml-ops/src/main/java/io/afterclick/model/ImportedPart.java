package io.afterclick.model;

import io.afterclick.learn.reader.ReaderParts;
import io.afterclick.learn.tesla.TeslaParts;
import io.afterclick.learn.tesla.TeslaVariant;
import io.afterclick.snapshot.ParametersDigest;
import io.afterclick.snapshot.SnapshotException;
import io.afterclick.snapshot.TensorSink;
import io.afterclick.snapshot.TensorSource;
import io.afterclick.snapshot.TensorSpec;
import io.afterclick.snapshot.pytorch.PublishedModel;
import io.afterclick.snapshot.pytorch.PyTorchImport;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * A part of a model as a published checkpoint has it.
 *
 * @param kind of the model it is a part of
 * @param tables our names of its embedding tables
 */
record ImportedPart(String name, String kind, PyTorchImport source, Set<String> tables) {

    private static final int ROWS = 256;
    private static final String TESLA_KIND = TeslaParts.kind(TeslaVariant.TESLA);

    static ImportedPart of(PublishedModel published, TensorSource source, String prefix, List<String> fields)
            throws SnapshotException {
        PyTorchImport imported = PyTorchImport.of(published, source, prefix, fields);
        Set<String> tables = published.tableNames(fields);
        return switch (published) {
            case TESLA -> new ImportedPart(TeslaParts.PREDICTOR, TESLA_KIND, imported, tables);
            case CONVERSION_DELAY -> new ImportedPart(TeslaParts.CONVERSION_DELAY, TESLA_KIND, imported, tables);
            case REFUND_DELAY -> new ImportedPart(TeslaParts.REFUND_DELAY, TESLA_KIND, imported, tables);
            case READER -> new ImportedPart(ReaderParts.PREDICTOR, ReaderParts.KIND, imported, tables);
            case ROUTER -> new ImportedPart(ReaderParts.ROUTER, ReaderParts.KIND, imported, tables);
            case CALIBRATOR -> new ImportedPart(ReaderParts.CALIBRATOR, ReaderParts.KIND, imported, tables);
        };
    }

    void planDense(TensorPlan plan) {
        for (TensorSpec spec : source.specs()) {
            if (!tables.contains(spec.name())) {
                plan.add(spec, writer -> source.copy(spec, writer));
            }
        }
    }

    void planRows(TensorPlan plan) {
        for (TensorSpec spec : source.specs()) {
            if (tables.contains(spec.name())) {
                String ids = spec.name() + RowContents.IDS;
                plan.add(
                        TensorSpec.longs(ids, spec.shape().get(0)),
                        writer -> count(writer, ids, spec.shape().get(0)));
                plan.add(spec, writer -> source.copy(spec, writer));
            }
        }
    }

    /** A row's number is its id. */
    private static void count(TensorSink writer, String name, long rows) throws IOException {
        long[] ids = new long[ROWS];
        for (long first = 0; first < rows; first += ROWS) {
            int n = (int) Math.min(ROWS, rows - first);
            for (int i = 0; i < n; i++) {
                ids[i] = first + i;
            }
            writer.append(name, ids, 0, n);
        }
    }

    void digest(ParametersDigest digest) throws IOException {
        for (TensorSpec spec : source.specs()) {
            if (tables.contains(spec.name())) {
                digestRows(digest, spec);
            } else {
                digest.addBlock(spec.name(), source.floats(spec.name()));
            }
        }
    }

    private void digestRows(ParametersDigest digest, TensorSpec spec) throws IOException {
        long rows = spec.shape().get(0);
        int width = Math.toIntExact(spec.elements() / Math.max(1, rows));
        float[] block = new float[ROWS * width];
        for (long first = 0; first < rows; first += ROWS) {
            int n = (int) Math.min(ROWS, rows - first);
            source.read(spec.name(), first * width, block, 0, n * width);
            for (int i = 0; i < n; i++) {
                digest.addRow(spec.name(), first + i, block, i * width, (i + 1) * width);
            }
        }
    }
}
