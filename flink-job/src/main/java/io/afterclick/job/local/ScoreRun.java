package io.afterclick.job.local;

import io.afterclick.event.EventKind;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.job.FlinkSettings;
import io.afterclick.job.ScoreTopology;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.RunFiles;
import io.afterclick.job.output.Summary;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.source.EventSource;
import io.afterclick.job.variant.PublishedModel;
import io.afterclick.learn.matrix.MatrixEngines;
import io.afterclick.snapshot.Manifest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Scores the clicks of an input with a published model, on a cluster inside this process unless Flink's client runs it. */
public final class ScoreRun {

    /** What a run leaves in its folder. */
    public static final List<String> RESULTS = List.of("summary.json", "predictions", "dead-letters", ".run");

    private final Path snapshot;
    private final InputSources input;
    private final Settings settings;
    private final RunFiles files;
    private final PrintStream progress;

    /**
     * @param snapshot folder of a published model that fits the input
     * @param progress where to show how far the run has come
     */
    public ScoreRun(
            Path snapshot,
            InputSources input,
            Settings settings,
            Path folder,
            FileFormat format,
            PrintStream progress) {
        this.snapshot = snapshot;
        this.input = input;
        this.settings = settings;
        this.files = new RunFiles(folder, format, input.features());
        this.progress = progress;
    }

    /**
     * Reads a model once, and compares it with the features of an input.
     *
     * @return its manifest
     * @throws IllegalArgumentException if it scores clicks of other features
     * @throws io.afterclick.snapshot.SnapshotException if it is not complete, not what it says, or not finite
     */
    public static Manifest requireFit(Path snapshot, FeatureSpace features) throws IOException {
        PublishedModel.Loaded model = PublishedModel.load(snapshot, MatrixEngines.best());
        FeatureSpace expected = model.features();
        if (!expected.names().equals(features.names())) {
            throw new IllegalArgumentException("--input: expected clicks with the features of " + snapshot + ", "
                    + expected.names() + ", found " + features.names());
        }
        if (!expected.equals(features)) {
            throw new IllegalArgumentException("--input: expected features that become rows as in " + snapshot + ", "
                    + rows(expected) + ", found " + rows(features));
        }
        return model.manifest();
    }

    private static String rows(FeatureSpace features) {
        return features.keys() + " of "
                + features.fields().stream().map(field -> field.buckets()).toList();
    }

    public RunFiles files() {
        return files;
    }

    /** Runs to the end of the input and returns what was counted. */
    public Summary execute() throws Exception {
        Files.createDirectories(files.workFolder());
        StreamExecutionEnvironment env =
                FlinkSettings.environment(settings, files.workFolder().resolve("checkpoints"));
        EventSource clicks = input.source(EventKind.CLICK, settings, input.space());
        ScoreTopology.build(env, clicks, snapshot.toString(), settings.letterBytes(), files, files.predictions());
        if (!(env instanceof LocalStreamEnvironment)) {
            // Handed to a cluster by Flink's own client.
            env.execute("afterclick score");
            return Summary.read(files.tallyFolder());
        }
        try (LocalCluster cluster = LocalCluster.start(settings)) {
            JobID job = cluster.submit(env);
            InputLook look = new InputLook(input.bytes(EventKind.CLICK, settings));
            new Progress(cluster.restAddress(), job, look, progress).watch(cluster);
            cluster.awaitEnd(job);
        }
        return Summary.read(files.tallyFolder());
    }
}
