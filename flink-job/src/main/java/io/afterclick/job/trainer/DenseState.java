package io.afterclick.job.trainer;

import io.afterclick.learn.DurableLearner;
import io.afterclick.learn.optimise.DenseOptimiser;
import io.afterclick.learn.optimise.DenseParameter;
import io.afterclick.learn.optimise.StepHistory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/**
 * Dense parameters, moments, step counts and the histories of deferred rows in keyed state, by name; under the variant's key.
 */
final class DenseState {

    private static final String VALUES = "values/";
    private static final String FIRST = "first-moments/";
    private static final String SECOND = "second-moments/";
    private static final String STEPS = "steps/";
    private static final String HISTORY = "history/";

    private final MapState<String, byte[]> state;

    DenseState(MapState<String, byte[]> state) {
        this.state = state;
    }

    void write(DurableLearner durable) throws Exception {
        for (DenseParameter parameter : durable.layers().parameters()) {
            state.put(VALUES + parameter.name(), FloatBytes.of(parameter.values()));
        }
        for (Map.Entry<String, DenseOptimiser> task : durable.optimisers().entrySet()) {
            state.put(STEPS + task.getKey(), longs(task.getValue().steps()));
            List<Exception> failures = new ArrayList<>();
            task.getValue().moments((parameter, first, second) -> {
                try {
                    state.put(FIRST + parameter.name(), FloatBytes.of(first));
                    state.put(SECOND + parameter.name(), FloatBytes.of(second));
                } catch (Exception e) {
                    failures.add(e);
                }
            });
            if (!failures.isEmpty()) {
                throw failures.get(0);
            }
        }
        int set = 0;
        for (StepHistory history : durable.rows().histories()) {
            long[] runs = new long[2 * history.runs()];
            for (int run = 0; run < history.runs(); run++) {
                runs[2 * run] = history.runEnd(run);
                runs[2 * run + 1] = Double.doubleToLongBits(history.runRate(run));
            }
            state.put(HISTORY + set++, longs(runs));
        }
    }

    /** Loads what was written of the same model. */
    void read(DurableLearner durable) throws Exception {
        for (DenseParameter parameter : durable.layers().parameters()) {
            parameter.load(floats(VALUES + parameter.name(), parameter.size()));
        }
        durable.layers().pushParameters();
        for (Map.Entry<String, DenseOptimiser> task : durable.optimisers().entrySet()) {
            DenseOptimiser optimiser = task.getValue();
            optimiser.restoreSteps(ByteBuffer.wrap(bytes(STEPS + task.getKey())).getLong());
            List<DenseParameter> moved = new ArrayList<>();
            optimiser.moments((parameter, first, second) -> moved.add(parameter));
            for (int place = 0; place < moved.size(); place++) {
                DenseParameter parameter = moved.get(place);
                optimiser.restore(
                        place,
                        floats(FIRST + parameter.name(), parameter.size()),
                        floats(SECOND + parameter.name(), parameter.size()));
            }
        }
        int set = 0;
        for (StepHistory history : durable.rows().histories()) {
            ByteBuffer runs = ByteBuffer.wrap(bytes(HISTORY + set++));
            while (runs.hasRemaining()) {
                long end = runs.getLong();
                double rate = Double.longBitsToDouble(runs.getLong());
                while (history.steps() < end) {
                    history.add(rate);
                }
            }
        }
    }

    private float[] floats(String name, int size) throws Exception {
        float[] floats = new float[size];
        FloatBytes.read(bytes(name), floats, name);
        return floats;
    }

    private byte[] bytes(String name) throws Exception {
        byte[] bytes = state.get(name);
        if (bytes == null) {
            throw new IOException(
                    "trainer's state: expected " + name + ", found none; a variant's model cannot change");
        }
        return bytes;
    }

    private static byte[] longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }
}
