package io.afterclick.job.local;

import io.afterclick.job.FlinkSettings;
import io.afterclick.job.LabelTopology;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.RunFiles;
import io.afterclick.job.output.Summary;
import io.afterclick.job.settings.Settings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the label lifecycle over an input on a cluster inside this process. */
public final class SamplesRun {

    /** Where a run without input keeps the one that it made. */
    public static final String INPUT = "input";

    /** What a run leaves in its folder. */
    public static final List<String> RESULTS =
            List.of("summary.json", "samples", "outcomes", "dead-letters", INPUT, ".run");

    private final InputSources input;
    private final String delivery;
    private final Settings settings;
    private final RunFiles files;
    private final PrintStream progress;

    /** @param progress where to show how far the run has come */
    public SamplesRun(
            InputSources input,
            String delivery,
            Settings settings,
            Path folder,
            FileFormat format,
            PrintStream progress) {
        this.input = input;
        this.delivery = delivery;
        this.settings = settings;
        this.files = new RunFiles(folder, format, input.features());
        this.progress = progress;
    }

    public RunFiles files() {
        return files;
    }

    /** Runs to the end of the input and returns what was counted. */
    public Summary execute() throws Exception {
        Files.createDirectories(files.workFolder());
        StreamExecutionEnvironment env =
                FlinkSettings.environment(settings, files.workFolder().resolve("checkpoints"));
        LabelTopology.build(env, input.sources(settings), settings.journeys(delivery), files);
        if (!(env instanceof LocalStreamEnvironment)) {
            // Handed to a cluster by Flink's own client.
            env.execute("afterclick samples");
            return Summary.read(files.tallyFolder());
        }
        try (LocalCluster cluster = LocalCluster.start(settings)) {
            JobID job = cluster.submit(env);
            new Progress(cluster.restAddress(), job, new InputLook(input.totalBytes(settings)), progress)
                    .watch(cluster);
            cluster.awaitEnd(job);
        }
        return Summary.read(files.tallyFolder());
    }
}
