package io.afterclick.job.bytes;

import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.provider.Arguments;

/** Values of every type that travels, as bytes, for tests elsewhere. */
public final class PackedSamples {

    private PackedSamples() {}

    /**
     * A value.
     *
     * @param type its place among the types
     */
    public record Sample(int type, byte[] bytes) {}

    public static List<Sample> all() throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (Arguments arguments : PackedTypeTest.values().toList()) {
            PackedType type = (PackedType) arguments.get()[0];
            DataOutputSerializer out = new DataOutputSerializer(16);
            type.write(arguments.get()[1], out);
            samples.add(new Sample(type.ordinal(), out.getCopyOfBuffer()));
        }
        return samples;
    }

    /** Reads a value; a place of no type is taken for another. */
    public static Object read(int type, DataInput in) throws IOException {
        PackedType[] types = PackedType.values();
        return types[Math.floorMod(type, types.length)].read(in);
    }
}
