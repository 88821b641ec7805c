package io.afterclick.job.publish;

import io.afterclick.snapshot.Manifest;
import io.afterclick.snapshot.SnapshotWriter;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;

/**
 * Writes the manifests of models whose checkpoint is complete; a model that has its own already is left alone. A variant's models
 * come in the order of their epochs, so whatever earlier one is not complete by then never will be, and is removed.
 */
final class SnapshotCommitter implements Committer<Publication> {

    private final EpochFolders folders;

    SnapshotCommitter(EpochFolders folders) {
        this.folders = folders;
    }

    @Override
    public void commit(Collection<CommitRequest<Publication>> requests) throws IOException {
        List<Manifest> manifests = requests.stream()
                .map(request -> request.getCommittable().manifest())
                .sorted(Comparator.comparingLong(Manifest::epoch))
                .toList();
        for (Manifest manifest : manifests) {
            SnapshotWriter.publish(folders.of(manifest.variant(), manifest.epoch()), manifest);
        }
        for (Manifest manifest : manifests) {
            folders.clean(manifest.variant(), manifest.epoch());
        }
    }

    @Override
    public void close() {
        // Nothing stays open between two commits.
    }
}
