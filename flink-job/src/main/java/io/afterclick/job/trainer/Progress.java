package io.afterclick.job.trainer;

import io.afterclick.job.bytes.ReportBytes;
import io.afterclick.job.record.TrainerTotals;
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
 * @param totals of all segments
 */
record Progress(long segment, int scored, boolean announced, int batch, TrainerTotals totals) {

    private static final int VERSION = 1;

    static Progress begin() {
        return new Progress(0, 0, false, 0, TrainerTotals.NONE);
    }

    /** Whether the segment was begun, so that what belongs to it is settled. */
    boolean isBegun() {
        return scored > 0 || announced;
    }

    Progress scored(int clicks) {
        return new Progress(segment, scored + clicks, announced, batch, totals.scored(clicks));
    }

    Progress withAnnouncement() {
        return new Progress(segment, scored, true, batch, totals);
    }

    Progress trained(int size) {
        return new Progress(segment, scored, announced, batch + 1, totals.trained(size));
    }

    Progress refused(int size) {
        return new Progress(segment, scored, announced, batch + 1, totals.refused(size));
    }

    Progress unused() {
        return new Progress(segment, scored, announced, batch, totals.unused());
    }

    Progress nextSegment() {
        return new Progress(segment + 1, 0, false, 0, totals);
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(VERSION);
        out.writeLong(segment);
        out.writeInt(scored);
        out.writeBoolean(announced);
        out.writeInt(batch);
        ReportBytes.writeTotals(totals, out);
        return bytes.toByteArray();
    }

    static Progress of(byte[] bytes) throws IOException {
        DataInputStream in = StoredBytes.after(VERSION, bytes, "trainer's progress");
        return new Progress(in.readLong(), in.readInt(), in.readBoolean(), in.readInt(), ReportBytes.readTotals(in));
    }
}
