package io.afterclick.job.bytes;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink how a {@link PackedType} travels. */
public final class PackedTypeInfo<T> extends TypeInformation<T> {

    private static final long serialVersionUID = 1;

    private final PackedType type;

    private PackedTypeInfo(PackedType type) {
        this.type = type;
    }

    /** @throws IllegalArgumentException if {@code constant} stands for another class */
    public static <T> PackedTypeInfo<T> of(Class<T> type, PackedType constant) {
        if (!constant.type().equals(type)) {
            throw new IllegalArgumentException("expected a type of " + type + ", found " + constant);
        }
        return new PackedTypeInfo<>(constant);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return type.type();
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new PackedSerializer<>(type);
    }

    @Override
    public String toString() {
        return type.name();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedTypeInfo<?> that && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof PackedTypeInfo<?>;
    }
}
