package io.afterclick.job.trainer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * How far a variant has come; between two records of it lies one batch of clicks to score or of samples to train on.
 *
 * @param segment that is scored and trained next
 * @param scored clicks of it that were scored
 * @param announced whether the end of its scoring was told
 * @param batch of it that is trained next
 * @param steps batches trained at all
 * @param samples trained at all
 * @param refusedBatches batches that changed nothing, since a loss or a gradient was not finite
 * @param refusedSamples samples of these
 */
record Progress(
        long segment,
        int scored,
        boolean announced,
        int batch,
        long steps,
        long samples,
        long refusedBatches,
        long refusedSamples) {

    private static final int VERSION = 1;

    static Progress begin() {
        return new Progress(0, 0, false, 0, 0, 0, 0, 0);
    }

    Progress scored(int clicks) {
        return new Progress(segment, scored + clicks, announced, batch, steps, samples, refusedBatches, refusedSamples);
    }

    Progress withAnnouncement() {
        return new Progress(segment, scored, true, batch, steps, samples, refusedBatches, refusedSamples);
    }

    Progress trained(int size) {
        return new Progress(
                segment, scored, announced, batch + 1, steps + 1, samples + size, refusedBatches, refusedSamples);
    }

    Progress refused(int size) {
        return new Progress(
                segment, scored, announced, batch + 1, steps, samples, refusedBatches + 1, refusedSamples + size);
    }

    Progress nextSegment() {
        return new Progress(segment + 1, 0, false, 0, steps, samples, refusedBatches, refusedSamples);
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(VERSION);
        out.writeLong(segment);
        out.writeInt(scored);
        out.writeBoolean(announced);
        out.writeInt(batch);
        out.writeLong(steps);
        out.writeLong(samples);
        out.writeLong(refusedBatches);
        out.writeLong(refusedSamples);
        return bytes.toByteArray();
    }

    static Progress of(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("trainer's progress: expected version " + VERSION + ", found " + version);
        }
        return new Progress(
                in.readLong(),
                in.readInt(),
                in.readBoolean(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }
}
