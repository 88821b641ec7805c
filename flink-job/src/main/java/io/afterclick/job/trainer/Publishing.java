package io.afterclick.job.trainer;

import io.afterclick.event.Click;
import io.afterclick.job.record.ModelSlice;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;
import io.afterclick.learn.embedding.RowLayout;
import io.afterclick.learn.optimise.DenseParameter;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives a variant's model away in pieces, one at a time, between two segments; the variant does nothing else meanwhile. Rows are caught
 * up on copies: nothing of the model changes. What outlives a failure is the last epoch that was given away whole, so that after a
 * restore a model that was under way begins again with its first piece.
 */
final class Publishing {

    private static final int VERSION = 1;
    private static final int ROWS_AT_ONCE = 1024;
    private static final long NEVER = Long.MIN_VALUE;

    private final String variant;
    private final PublishingTimes times;
    private final DurableLearner durable;
    private final StateRows rows;
    private final RowSweep sweep;
    private final Consumer<ModelSlice> slices;
    private long published;
    private long trainedFrom;
    private long trainedTo;
    private @Nullable UnderWay underWay;

    /** What is left of the model that is being given away. */
    private static final class UnderWay {
        private final Iterator<DenseParameter> dense;
        private final Iterator<Map.Entry<RowKey, byte[]>> rows;
        private @Nullable Iterator<RowKey> gone;
        private int number = 1;

        UnderWay(Iterator<DenseParameter> dense, Iterator<Map.Entry<RowKey, byte[]>> rows) {
            this.dense = dense;
            this.rows = rows;
        }
    }

    /** @param stored what {@link #toBytes} gave, or null at the beginning */
    Publishing(
            String variant,
            PublishingTimes times,
            DurableLearner durable,
            StateRows rows,
            RowSweep sweep,
            Consumer<ModelSlice> slices,
            byte @Nullable [] stored)
            throws IOException {
        this.variant = variant;
        this.times = times;
        this.durable = durable;
        this.rows = rows;
        this.sweep = sweep;
        this.slices = slices;
        this.trainedFrom = NEVER;
        this.trainedTo = NEVER;
        if (stored != null) {
            restore(stored);
        }
    }

    private void restore(byte[] stored) throws IOException {
        DataInputStream in = StoredBytes.after(VERSION, stored, "trainer's publishing");
        published = in.readLong();
        trainedFrom = in.readLong();
        trainedTo = in.readLong();
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(VERSION);
        out.writeLong(published);
        out.writeLong(trainedFrom);
        out.writeLong(trainedTo);
        return bytes.toByteArray();
    }

    /** Whether a piece is to be given away before the variant goes on. */
    boolean isDue(Progress progress) {
        return times.isDue(progress, published);
    }

    /** Whether a model is under way; if not, rows must be handed over to state before the next {@link #turn}. */
    boolean isBegun() {
        return underWay != null;
    }

    /** Gives a piece away; under the variant's key. */
    void turn(Progress progress) throws Exception {
        long epoch = times.epoch(progress);
        UnderWay now = underWay;
        if (now == null) {
            underWay = new UnderWay(durable.layers().parameters().iterator(), rows.iterator());
            slices.accept(new ModelSlice.Begin(
                    variant, epoch, progress.totals().steps(), known(trainedFrom), known(trainedTo)));
        } else if (now.dense.hasNext()) {
            DenseParameter parameter = now.dense.next();
            slices.accept(new ModelSlice.Dense(
                    variant,
                    epoch,
                    now.number++,
                    parameter.name(),
                    parameter.shape(),
                    parameter.values().clone()));
        } else if (now.rows.hasNext()) {
            slices.accept(some(epoch, now, progress.segment()));
        } else if (now.gone == null) {
            now.gone = List.copyOf(sweep.gone()).iterator();
        } else if (now.gone.hasNext()) {
            slices.accept(gone(epoch, now, now.gone));
        } else {
            sweep.forgetGone();
            slices.accept(new ModelSlice.End(variant, epoch, now.number));
            underWay = null;
            published = epoch;
        }
    }

    private ModelSlice some(long epoch, UnderWay now, long segment) {
        RowLayout layout = durable.format().layout();
        int width = layout.sets() * layout.dimension();
        float[][] row = new float[1][sweep.width()];
        int[] fields = new int[ROWS_AT_ONCE];
        long[] ids = new long[ROWS_AT_ONCE];
        float[] embeddings = new float[ROWS_AT_ONCE * width];
        int count = 0;
        while (count < ROWS_AT_ONCE && now.rows.hasNext()) {
            Map.Entry<RowKey, byte[]> entry = now.rows.next();
            FloatBytes.read(entry.getValue(), row[0], "embedding row");
            if (!sweep.publishes(entry.getKey(), row[0], segment)) {
                continue;
            }
            durable.rows().catchUp(row, 1);
            fields[count] = entry.getKey().field();
            ids[count] = entry.getKey().key();
            System.arraycopy(row[0], 0, embeddings, count * width, width);
            count++;
        }
        return new ModelSlice.Rows(
                variant,
                epoch,
                now.number++,
                Arrays.copyOf(fields, count),
                Arrays.copyOf(ids, count),
                Arrays.copyOf(embeddings, count * width));
    }

    private ModelSlice gone(long epoch, UnderWay now, Iterator<RowKey> left) {
        int[] fields = new int[ROWS_AT_ONCE];
        long[] ids = new long[ROWS_AT_ONCE];
        int count = 0;
        while (count < ROWS_AT_ONCE && left.hasNext()) {
            RowKey row = left.next();
            fields[count] = row.field();
            ids[count++] = row.key();
        }
        return new ModelSlice.Gone(
                variant, epoch, now.number++, Arrays.copyOf(fields, count), Arrays.copyOf(ids, count));
    }

    private static @Nullable Long known(long time) {
        return time == NEVER ? null : (Long) time;
    }

    private void trained(List<Sample> batch) {
        for (Sample sample : batch) {
            long at = sample.deliveredAt();
            trainedFrom = trainedFrom == NEVER ? at : Math.min(trainedFrom, at);
            trainedTo = Math.max(trainedTo, at);
        }
    }

    /** A listener that hears what this one hears, and lets publishing know of what was trained on. */
    VariantTrainer.Listener hearing(VariantTrainer.Listener listener) {
        return new VariantTrainer.Listener() {
            @Override
            public void scored(long segment, long steps, Click click, Scores scores, int place) {
                listener.scored(segment, steps, click, scores, place);
            }

            @Override
            public void segmentScored(long segment, int clicks) {
                listener.segmentScored(segment, clicks);
            }

            @Override
            public void trained(List<Sample> batch, StepResult result) {
                if (result.applied()) {
                    Publishing.this.trained(batch);
                }
                listener.trained(batch, result);
            }
        };
    }
}
