package io.afterclick.job;

import io.afterclick.event.EventKind;
import io.afterclick.intake.EventFiles;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.LocalFiles;
import io.afterclick.intake.Parsed;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.RunFiles;
import io.afterclick.job.output.Summary;
import io.afterclick.job.settings.InputOptions;
import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.source.EventSource;
import io.afterclick.job.source.FileListing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The true pipeline, from the files of an event folder to the files of a run. */
final class Pipeline {

    private final InputSpec input;
    private final RunFiles files;
    private final Settings settings;
    private final String delivery;
    private final Map<EventKind, Source<Parsed, ?, ?>> sources = new EnumMap<>(EventKind.class);

    private Pipeline(InputSpec input, RunFiles files, Settings settings, String delivery) {
        this.input = input;
        this.files = files;
        this.settings = settings;
        this.delivery = delivery;
        for (EventKind kind : EventKind.values()) {
            sources.put(kind, source(kind));
        }
    }

    static Pipeline of(Path folder, Path out, String delivery, FileFormat format) throws IOException {
        return of(folder, out, delivery, format, Map.of());
    }

    /** A pipeline that looks for new files in the folder and does not end. */
    static Pipeline watching(Path folder, Path out, String delivery) throws IOException {
        return watching(folder, out, delivery, Map.of());
    }

    static Pipeline watching(Path folder, Path out, String delivery, Map<String, String> moreSettings)
            throws IOException {
        Map<String, String> all = new TreeMap<>(moreSettings);
        all.put("input.watch-interval", "20 ms");
        return of(folder, out, delivery, FileFormat.AVRO, all);
    }

    private static Pipeline of(
            Path folder, Path out, String delivery, FileFormat format, Map<String, String> moreSettings)
            throws IOException {
        Map<String, String> overrides = new TreeMap<>(Map.of(
                "run.checkpoint-interval", "100 ms",
                "journey.cache-size", "64 kb",
                "restart-strategy.fixed-delay.delay", "1 ms"));
        overrides.putAll(moreSettings);
        Settings settings = Settings.of(InputSpec.Kind.EVENTS, null, overrides);
        InputSpec input = new InputSpec(InputSpec.Kind.EVENTS, folder);
        List<String> features = new EventFiles(new LocalFiles())
                .declaredFeatures(input.files(EventKind.CLICK).get(0));
        return new Pipeline(input, new RunFiles(out, format, features), settings, delivery);
    }

    private EventSource source(EventKind kind) {
        FileListing listing = settings.bounded()
                ? new FileListing.Fixed(input.files(kind))
                : new FileListing.Folder(input.path().toString(), kind);
        return new EventSource(
                        listing,
                        settings.intake(files.features(), false),
                        settings.get(JourneyOptions.MAX_OUT_OF_ORDERNESS).toMillis(),
                        settings.get(InputOptions.WATCH_INTERVAL))
                .with(settings.get(JourneyOptions.LATE));
    }

    /** The source of a kind stands still after that many records. */
    Pipeline stopping(EventKind kind, String halt, long records) {
        sources.put(kind, HaltingSource.stops(source(kind), halt, records));
        return this;
    }

    /** The source of a kind fails after that many records, once. */
    Pipeline failing(EventKind kind, String halt, long records) {
        sources.put(kind, HaltingSource.fails(source(kind), halt, records));
        return this;
    }

    JobGraph job(int parallelism) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(
                FlinkSettings.of(settings, files.workFolder().resolve("checkpoints")));
        env.setParallelism(parallelism);
        LabelTopology.build(env, sources, settings.journeys(delivery), files);
        return env.getStreamGraph().getJobGraph();
    }

    JobGraph resumed(int parallelism, String savepoint) {
        JobGraph job = job(parallelism);
        job.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
        return job;
    }

    Pipeline run(TestCluster cluster, int parallelism) throws Exception {
        cluster.awaitEnd(cluster.submit(job(parallelism)));
        return this;
    }

    RunContent content() throws IOException {
        return RunContent.of(files.folder());
    }

    Summary summary() throws IOException {
        return Summary.read(files.tallyFolder());
    }
}
