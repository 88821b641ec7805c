package io.afterclick.job.bytes;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializer of a {@link PackedType}. */
public final class PackedSerializer<T> extends TypeSerializer<T> {

    private static final long serialVersionUID = 1;

    private final PackedType type;

    PackedSerializer(PackedType type) {
        this.type = type;
    }

    PackedType type() {
        return type;
    }

    @Override
    public void serialize(T value, DataOutputView out) throws IOException {
        type.write(value, out);
    }

    @Override
    public T deserialize(DataInputView in) throws IOException {
        return type.read(in);
    }

    @Override
    public T deserialize(T reuse, DataInputView in) throws IOException {
        return type.read(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public T createInstance() {
        throw new IllegalStateException(type + " is immutable: there is no instance to reuse");
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedSerializer<?> that && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new PackedSerializerSnapshot<>(type);
    }
}
