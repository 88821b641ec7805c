package io.afterclick.job.soak;

import io.afterclick.job.record.CheckpointTaken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * What was seen of a job from its start to its end.
 *
 * @param samples in the order of time
 * @param checkpoints in the order of time
 * @param restarts how often its tasks began anew
 * @param deaths processes that ended on their own
 */
public record Observation(List<Sample> samples, List<CheckpointTaken> checkpoints, long restarts, int deaths) {

    /** The first part of a run, in which windows fill, caches fill and code is compiled, is no part of a trend. */
    static final double WARM_UP = 0.25;

    private static final double MEGABYTE = 1 << 20;
    private static final double THOUSAND = 1e3;

    /** How long the job ran. */
    public double seconds() {
        return samples.isEmpty() ? 0 : samples.get(samples.size() - 1).seconds();
    }

    /** Records a second over the whole run. */
    public double recordsPerSecond() {
        return samples.isEmpty() ? 0 : samples.get(samples.size() - 1).recordsRead() / Math.max(1, seconds());
    }

    /** Whether nothing failed in between. */
    public boolean isUndisturbed() {
        return restarts == 0 && deaths == 0 && failedCheckpoints() == 0;
    }

    /** How many checkpoints were given up; the last ones may only not have ended when the job did. */
    public long failedCheckpoints() {
        long lastCompleted = checkpoints.stream()
                .filter(CheckpointTaken::completed)
                .mapToLong(CheckpointTaken::id)
                .max()
                .orElse(Long.MAX_VALUE);
        return checkpoints.stream()
                .filter(one -> !one.completed() && one.id() < lastCompleted)
                .count();
    }

    /** By quantity, with its unit in its name: memory of each process, state, time of checkpoints, rate. */
    public Map<String, Trend> trends() {
        List<Sample> steady = samples.stream()
                .filter(one -> one.seconds() >= seconds() * WARM_UP)
                .toList();
        Map<String, Trend> trends = new LinkedHashMap<>();
        TreeSet<String> processes = new TreeSet<>();
        steady.forEach(one -> processes.addAll(one.residentBytes().keySet()));
        for (String process : processes) {
            trends.put(
                    process + " resident MB",
                    trend(steady, one -> one.residentBytes().getOrDefault(process, 0L) / MEGABYTE));
        }
        trends.put("state MB", trend(steady, one -> one.stateBytes() / MEGABYTE));
        trends.put("records/s", rate(steady));
        trends.put("checkpoint s", checkpointTime(one -> one.duration() / THOUSAND));
        trends.put("checkpoint stored MB", checkpointTime(one -> one.bytes() / MEGABYTE));
        return trends;
    }

    private static Trend trend(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return Trend.of(
                samples.stream().mapToDouble(Sample::seconds).toArray(),
                samples.stream().mapToDouble(value).toArray());
    }

    private static Trend rate(List<Sample> samples) {
        List<double[]> rates = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            Sample before = samples.get(i - 1);
            Sample after = samples.get(i);
            double seconds = after.seconds() - before.seconds();
            // The sources have come to their end when nothing more is read.
            if (seconds > 0 && after.recordsRead() > before.recordsRead()) {
                rates.add(new double[] {after.seconds(), (after.recordsRead() - before.recordsRead()) / seconds});
            }
        }
        return Trend.of(
                rates.stream().mapToDouble(one -> one[0]).toArray(),
                rates.stream().mapToDouble(one -> one[1]).toArray());
    }

    private Trend checkpointTime(ToDoubleFunction<CheckpointTaken> value) {
        List<CheckpointTaken> completed = checkpoints.stream()
                .filter(CheckpointTaken::completed)
                .sorted(Comparator.comparingLong(CheckpointTaken::triggeredAt))
                .toList();
        List<CheckpointTaken> steady = completed.subList((int) (completed.size() * WARM_UP), completed.size());
        return Trend.of(
                steady.stream().mapToDouble(one -> one.triggeredAt() / THOUSAND).toArray(),
                steady.stream().mapToDouble(value).toArray());
    }
}
