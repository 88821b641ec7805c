package io.afterclick.job.bytes;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Which type was written, and in which version of its layout. */
public final class PackedSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

    private static final int VERSION = 1;

    private @Nullable PackedType type;

    /** For Flink, which reads the rest. */
    public PackedSerializerSnapshot() {}

    PackedSerializerSnapshot(PackedType type) {
        this.type = type;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(required().name());
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader) throws IOException {
        if (readVersion != VERSION) {
            throw new IOException("Layout of a type: expected version " + VERSION + ", found " + readVersion);
        }
        String name = in.readUTF();
        try {
            type = PackedType.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("Type in a snapshot: expected one that this version knows, found " + name, e);
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return new PackedSerializer<>(required());
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        boolean same = old instanceof PackedSerializerSnapshot<T> that && that.type == type;
        return same
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }

    private PackedType required() {
        if (type == null) {
            throw new IllegalStateException("The snapshot was neither written nor read yet");
        }
        return type;
    }
}
