package io.afterclick.job.source;

import io.afterclick.event.Packing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Bytes of what the enumerator knows, as checkpoints keep them. */
final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {

    @Override
    public int getVersion() {
        return EventSplitSerializer.VERSION;
    }

    @Override
    public byte[] serialize(EnumeratorState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        Packing.writeInt(state.known().size(), out);
        for (String path : state.known()) {
            Packing.writeText(path, out);
        }
        Packing.writeInt(state.waiting().size(), out);
        for (EventSplit split : state.waiting()) {
            EventSplitSerializer.write(split, out);
        }
        return bytes.toByteArray();
    }

    @Override
    public EnumeratorState deserialize(int version, byte[] bytes) throws IOException {
        EventSplitSerializer.requireKnown(version);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        Set<String> known = new TreeSet<>();
        int knownSize = Packing.readSize(in);
        for (int i = 0; i < knownSize; i++) {
            known.add(Packing.readText(in));
        }
        List<EventSplit> waiting = new ArrayList<>();
        int waitingSize = Packing.readSize(in);
        for (int i = 0; i < waitingSize; i++) {
            waiting.add(EventSplitSerializer.read(in));
        }
        return new EnumeratorState(known, waiting);
    }
}
