package io.afterclick.job.source;

import io.afterclick.event.EventKind;
import io.afterclick.event.Packing;
import io.afterclick.intake.FilePosition;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Bytes of a split, as checkpoints keep them. */
final class EventSplitSerializer implements SimpleVersionedSerializer<EventSplit> {

    static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(EventSplit split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(split, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Override
    public EventSplit deserialize(int version, byte[] bytes) throws IOException {
        requireKnown(version);
        return read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    static void requireKnown(int version) throws IOException {
        if (version != VERSION) {
            throw new IOException("Layout of a split: expected version " + VERSION + " or earlier, found " + version);
        }
    }

    static void write(EventSplit split, DataOutput out) throws IOException {
        InputFile file = split.file();
        Packing.writeText(file.format().name(), out);
        Packing.writeText(file.kind().name(), out);
        Packing.writeText(file.path(), out);
        Packing.writeText(file.name(), out);
        Packing.writeLong(split.position().offset(), out);
        Packing.writeLong(split.position().line(), out);
        Packing.writeLong(split.position().skip(), out);
        Packing.writeLong(split.maximum(), out);
        out.writeBoolean(split.finished());
    }

    static EventSplit read(DataInput in) throws IOException {
        InputFile file = new InputFile(
                constant(InputFormat.class, Packing.readText(in)),
                constant(EventKind.class, Packing.readText(in)),
                Packing.readText(in),
                Packing.readText(in));
        FilePosition position = new FilePosition(Packing.readLong(in), Packing.readLong(in), Packing.readLong(in));
        return new EventSplit(file, position, Packing.readLong(in), in.readBoolean());
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) throws IOException {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "Split in state: expected one of " + Arrays.toString(type.getEnumConstants()) + ", found " + name,
                    e);
        }
    }
}
