package io.afterclick.job.trainer;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Ten bytes: the field, then the key, so that rows of a field lie side by side. */
final class RowKeySerializer extends TypeSerializerSingleton<RowKey> {

    static final RowKeySerializer INSTANCE = new RowKeySerializer();

    private static final long serialVersionUID = 1;
    private static final int BYTES = Short.BYTES + Long.BYTES;

    /** The layout's name in a snapshot; another layout would be another class. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RowKey> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public RowKey createInstance() {
        return new RowKey(0, 0);
    }

    @Override
    public RowKey copy(RowKey from) {
        return from;
    }

    @Override
    public RowKey copy(RowKey from, RowKey reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return BYTES;
    }

    @Override
    public void serialize(RowKey row, DataOutputView out) throws IOException {
        out.writeShort(row.field());
        out.writeLong(row.key());
    }

    @Override
    public RowKey deserialize(DataInputView in) throws IOException {
        return new RowKey(in.readUnsignedShort(), in.readLong());
    }

    @Override
    public RowKey deserialize(RowKey reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        out.write(in, BYTES);
    }

    @Override
    public TypeSerializerSnapshot<RowKey> snapshotConfiguration() {
        return new Snapshot();
    }
}
