package io.afterclick.job.local;

import io.afterclick.event.EventKind;
import io.afterclick.intake.EventFiles;
import io.afterclick.intake.InputException;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.LocalFiles;
import io.afterclick.job.FlinkSettings;
import io.afterclick.job.LabelTopology;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.RunFiles;
import io.afterclick.job.output.Summary;
import io.afterclick.job.settings.InputOptions;
import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.source.EventSource;
import io.afterclick.job.source.FileListing;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the label lifecycle over an input on a cluster inside this process. */
public final class SamplesRun {

    /** What a run leaves in its folder. */
    public static final List<String> RESULTS = List.of("summary.json", "samples", "outcomes", "dead-letters", ".run");

    private final InputSpec input;
    private final String delivery;
    private final boolean sort;
    private final Settings settings;
    private final RunFiles files;
    private final PrintStream progress;

    /** @param progress where to show how far the run has come */
    public SamplesRun(
            InputSpec input,
            String delivery,
            boolean sort,
            Settings settings,
            Path folder,
            FileFormat format,
            PrintStream progress)
            throws IOException {
        this.input = input;
        this.delivery = delivery;
        this.sort = sort;
        this.settings = settings;
        this.files = new RunFiles(folder, format, declaredFeatures(input));
        this.progress = progress;
    }

    public RunFiles files() {
        return files;
    }

    /** Runs to the end of the input and returns what was counted. */
    public Summary execute() throws Exception {
        Files.createDirectories(files.workFolder());
        Configuration flink = FlinkSettings.of(settings, files.workFolder().resolve("checkpoints"));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
        env.setParallelism(settings.get(RunOptions.PARALLELISM));
        LabelTopology.build(env, sources(), settings.journeys(delivery), files);
        try (LocalCluster cluster = LocalCluster.start(settings)) {
            JobID job = cluster.submit(env);
            new Progress(cluster.restAddress(), job, totalBytes(), progress).watch(cluster);
            cluster.awaitEnd(job);
        }
        return Summary.read(files.tallyFolder());
    }

    private Map<EventKind, EventSource> sources() {
        IntakeSettings intake = settings.intake(files.features(), sort);
        long outOfOrderness = settings.get(JourneyOptions.MAX_OUT_OF_ORDERNESS).toMillis();
        Duration watch = settings.get(InputOptions.WATCH_INTERVAL);
        Map<EventKind, EventSource> sources = new TreeMap<>();
        for (EventKind kind : input.sources()) {
            sources.put(kind, new EventSource(listing(kind), intake, outOfOrderness, watch));
        }
        return sources;
    }

    private FileListing listing(EventKind kind) {
        return settings.bounded()
                ? new FileListing.Fixed(input.files(kind))
                : new FileListing.Folder(input.path().toString(), kind);
    }

    private static List<String> declaredFeatures(InputSpec input) throws IOException {
        List<InputFile> clicks = input.files(EventKind.CLICK);
        if (clicks.isEmpty()) {
            throw new InputException(
                    "input: expected a file clicks.csv, .csv.gz, .jsonl or .avro in " + input.path() + ", found none");
        }
        return new EventFiles(new LocalFiles()).declaredFeatures(clicks.get(0));
    }

    private long totalBytes() throws IOException {
        if (!settings.bounded()) {
            return 0;
        }
        long bytes = 0;
        for (EventKind kind : input.sources()) {
            for (InputFile file : input.files(kind)) {
                bytes += Files.size(Path.of(file.path()));
            }
        }
        return bytes;
    }
}
