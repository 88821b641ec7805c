package io.afterclick.job.trainer;

import io.afterclick.job.bytes.ReportBytes;
import io.afterclick.job.record.TrainerCost;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/** CPU time of the task's thread, and what was measured before the last restore. */
final class CostMeter {

    private static final int VERSION = 1;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final boolean measures = threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
    private final TrainerCost before;
    private long trainingNanos;
    private long otherNanos;
    private long flushNanos;

    /** @param stored what {@link #toBytes} gave, or null at the beginning */
    CostMeter(byte @Nullable [] stored) throws IOException {
        this.before = stored == null ? TrainerCost.NONE : of(stored);
    }

    /** CPU time of the calling thread in nanoseconds; 0 if this machine does not tell. */
    long now() {
        return measures ? threads.getCurrentThreadCpuTime() : 0;
    }

    /** Something was done since {@code start}. */
    void add(long start, boolean trained) {
        long nanos = now() - start;
        if (trained) {
            trainingNanos += nanos;
        } else {
            otherNanos += nanos;
        }
    }

    /** Keyed state was brought up to date since {@code start}. */
    void addFlush(long start) {
        flushNanos += now() - start;
    }

    /** All that was spent, with what rows took since the last restore. */
    TrainerCost with(TrainerCost rows) {
        return before.plus(rows).plus(new TrainerCost(trainingNanos, otherNanos, flushNanos, 0, 0, 0, 0, 0, 0));
    }

    static byte[] toBytes(TrainerCost cost) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(VERSION);
        ReportBytes.writeCost(cost, out);
        return bytes.toByteArray();
    }

    private static TrainerCost of(byte[] stored) throws IOException {
        DataInputStream in = StoredBytes.after(VERSION, stored, "trainer's cost");
        return ReportBytes.readCost(in);
    }
}
