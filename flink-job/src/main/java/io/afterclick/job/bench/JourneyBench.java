package io.afterclick.job.bench;

import io.afterclick.event.Refused;
import io.afterclick.job.FlinkSettings;
import io.afterclick.job.LabelTopology;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.local.LocalCluster;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.OutputSinks;
import io.afterclick.job.output.RunFiles;
import io.afterclick.job.output.Summary;
import io.afterclick.job.record.ClickArrivals;
import io.afterclick.job.record.Routed;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import io.afterclick.job.settings.Settings;
import io.afterclick.journey.Delivered;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Times the label lifecycle against a job that only reads, parses and keys the same input. */
public final class JourneyBench {

    /** What a job does with the records. */
    public enum Work {
        /** Reads, parses, keys and drops them. */
        PASS_THROUGH,
        /** Follows journeys and drops what they deliver. */
        JOURNEYS,
        /** Follows journeys and writes files, as the command {@code samples} does. */
        SAMPLES
    }

    /**
     * A timed job.
     *
     * @param wall from submission to end
     * @param cpu of the whole process meanwhile
     * @param clicks that were read; 0 where nothing counts them
     */
    public record Timing(Work work, Duration wall, Duration cpu, long clicks) {}

    private final InputSources input;
    private final String delivery;
    private final Path folder;

    /** @param folder for files that a job needs */
    public JourneyBench(InputSources input, String delivery, Path folder) {
        this.input = input;
        this.delivery = delivery;
        this.folder = folder;
    }

    /** Runs one job to its end. */
    public Timing run(Work work, Settings settings) throws Exception {
        RunFiles files = new RunFiles(folder, FileFormat.AVRO, input.features());
        StreamExecutionEnvironment env =
                FlinkSettings.environment(settings, files.workFolder().resolve("checkpoints"));
        switch (work) {
            case PASS_THROUGH -> passThrough(env, settings);
            case JOURNEYS ->
                LabelTopology.build(env, input.sources(settings), settings.journeys(delivery), new Dropping(files));
            case SAMPLES -> LabelTopology.build(env, input.sources(settings), settings.journeys(delivery), files);
        }
        try (LocalCluster cluster = LocalCluster.start(settings)) {
            long cpu = cpuNanos();
            JobID job = cluster.submit(env);
            Duration wall = cluster.awaitEnd(job);
            Duration used = Duration.ofNanos(cpuNanos() - cpu);
            long clicks = Summary.read(files.tallyFolder()).clicks();
            return new Timing(work, wall, used, clicks);
        }
    }

    private void passThrough(StreamExecutionEnvironment env, Settings settings) {
        KeyedStream<ClickArrivals, String> arrivals = LabelTopology.arrivals(env, input.sources(settings));
        arrivals.process(new PassOn(), arrivals.getType())
                .uid("pass-on")
                .sinkTo(new DiscardingSink<>())
                .uid("drop");
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    /** Keeps the counts, drops the rest. */
    private record Dropping(RunFiles files) implements OutputSinks {
        @Override
        public Sink<Delivered> samples() {
            return new DiscardingSink<>();
        }

        @Override
        public Sink<SettledOutcome> outcomes() {
            return new DiscardingSink<>();
        }

        @Override
        public Sink<Refused> deadLetters() {
            return new DiscardingSink<>();
        }

        @Override
        public Sink<Routed> deadSamples() {
            return new DiscardingSink<>();
        }

        @Override
        public Sink<Tally> tallies() {
            return files.tallies();
        }
    }
}
