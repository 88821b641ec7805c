package io.afterclick.job.publish;

import io.afterclick.job.record.ModelSlice;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Publishes models as folders. The writer puts all files of a model there but the manifest; the manifest follows once the
 * checkpoint that covers the last piece is complete, and makes it a model.
 *
 * <p>Pieces of a variant must come to one writer in their order, and none may be on its way across a checkpoint. A model that a
 * failure has interrupted begins again with its first piece, so the writer has no state; a model that is written again gets the same
 * bytes.
 */
public final class SnapshotSink implements Sink<ModelSlice>, SupportsCommitter<Publication> {

    private static final long serialVersionUID = 1;

    private final String folder;
    private final TreeMap<String, PublishedVariant> variants;

    /** @param variants those that train, by name */
    public SnapshotSink(String folder, Map<String, PublishedVariant> variants) {
        this.folder = folder;
        this.variants = new TreeMap<>(variants);
    }

    @Override
    public SinkWriter<ModelSlice> createWriter(WriterInitContext context) {
        return writer();
    }

    SnapshotSinkWriter writer() {
        return new SnapshotSinkWriter(new EpochFolders(folder), variants);
    }

    @Override
    public Committer<Publication> createCommitter(CommitterInitContext context) {
        return committer();
    }

    SnapshotCommitter committer() {
        return new SnapshotCommitter(new EpochFolders(folder));
    }

    @Override
    public SimpleVersionedSerializer<Publication> getCommittableSerializer() {
        return new PublicationSerializer();
    }
}
