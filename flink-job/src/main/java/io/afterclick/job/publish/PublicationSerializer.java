package io.afterclick.job.publish;

import io.afterclick.snapshot.ManifestJson;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A publication as the bytes of its manifest. */
final class PublicationSerializer implements SimpleVersionedSerializer<Publication> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(Publication publication) throws IOException {
        return ManifestJson.write(publication.manifest());
    }

    @Override
    public Publication deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("publication: expected version " + VERSION + ", found " + version);
        }
        return new Publication(ManifestJson.read("a publication in state", bytes));
    }
}
