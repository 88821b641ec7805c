package io.afterclick.job.bytes;

import io.afterclick.event.Packing;
import io.afterclick.job.record.Routed;
import io.afterclick.journey.DeliveredCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Bytes of what is on its way to a variant. */
final class RoutedBytes {

    private RoutedBytes() {}

    static void write(Routed value, DataOutput out) throws IOException {
        Packing.writeText(value.variant(), out);
        DeliveredCodec.write(value.delivered(), out);
    }

    static Routed read(DataInput in) throws IOException {
        return new Routed(Packing.readText(in), DeliveredCodec.read(in));
    }
}
