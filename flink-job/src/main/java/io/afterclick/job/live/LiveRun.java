package io.afterclick.job.live;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.job.FlinkSettings;
import io.afterclick.job.TrainingPlan;
import io.afterclick.job.TrainingTopology;
import io.afterclick.job.kafka.BrokerLook;
import io.afterclick.job.kafka.Topics;
import io.afterclick.job.local.JobHost;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.JobVersion;
import io.afterclick.job.output.RunFiles;
import io.afterclick.job.settings.KafkaOptions;
import io.afterclick.job.settings.LiveOptions;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.settings.TrainerOptions;
import io.afterclick.job.trainer.VariantPlan;
import io.afterclick.job.variant.ModelDefaults;
import io.afterclick.job.variant.NetworkFolders;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.job.variant.Variants;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.snapshot.Provenance;
import io.afterclick.trial.Segments;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The live job as its settings say: the topology of a backtest, between topics. */
public final class LiveRun {

    private final Settings settings;
    private final List<VariantSpec> variants;
    private final FeatureSpace features;
    private final Path init;
    private final Segments segments;
    private final RunFiles files;

    private LiveRun(
            Settings settings,
            List<VariantSpec> variants,
            FeatureSpace features,
            Path init,
            Segments segments,
            RunFiles files) {
        this.settings = settings;
        this.variants = variants;
        this.features = features;
        this.init = init;
        this.segments = segments;
        this.files = files;
    }

    /**
     * Reads what is to be run.
     *
     * @throws IllegalArgumentException naming key, expected and found
     */
    public static LiveRun of(Settings settings) {
        required(settings, KafkaOptions.BOOTSTRAP_SERVERS);
        List<String> features = List.of(required(settings, LiveOptions.FEATURES).split("\\s*,\\s*"));
        return new LiveRun(
                settings,
                VariantSpec.parseAll(required(settings, LiveOptions.MODELS)),
                FeatureSpace.collisionless(features),
                path(settings, LiveOptions.INIT),
                segments(settings),
                new RunFiles(path(settings, LiveOptions.OUT), FileFormat.AVRO, features));
    }

    private static String required(Settings settings, ConfigOption<String> option) {
        String value = settings.get(option);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option.key() + ": expected a value, found none");
        }
        return value.strip();
    }

    private static Path path(Settings settings, ConfigOption<String> option) {
        String value = required(settings, option);
        try {
            return Path.of(value).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(option.key() + ": expected a path, found '" + value + "'", e);
        }
    }

    /** For ever. */
    private static Segments segments(Settings settings) {
        String start = required(settings, LiveOptions.START);
        try {
            return Segments.endless(
                    OffsetDateTime.parse(start).toInstant().toEpochMilli(),
                    settings.get(TrainerOptions.SEGMENT_LENGTH).toMillis());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    LiveOptions.START.key() + ": expected an instant such as '2025-05-01T00:00Z', found '" + start
                            + "'",
                    e);
        }
    }

    public RunFiles files() {
        return files;
    }

    /** Runs for ever, or to what the topics hold now; returns at once if a cluster that is not ours runs it detached. */
    public void execute(JobHost jobs) throws Exception {
        BrokerLook.require(settings);
        Files.createDirectories(files.workFolder());
        jobs.run(topology(), "live", new LiveLook());
    }

    private StreamExecutionEnvironment topology() throws Exception {
        JourneyWindows windows = settings.windows(Variants.tracked(variants));
        ModelDefaults defaults = TrainingPlan.defaults(settings, features, windows);
        Map<String, String> folders = NetworkFolders.find(
                LiveOptions.INIT.key(),
                init,
                NetworkFolders.needed(variants, defaults).keySet());
        List<VariantPlan> plans = TrainingPlan.spread(settings, Variants.plans(variants, defaults, folders, windows));
        TrainingPlan training = new TrainingPlan(settings, variants, plans, windows, segments, features);
        Topics topics = new Topics(settings, files.tallies());
        StreamExecutionEnvironment env = FlinkSettings.environment(
                settings, files.workFolder().resolve("checkpoints").resolve("live"));
        env.configure(Configuration.fromMap(Map.of(PipelineOptions.NAME.key(), "afterclick live")));
        TrainingTopology.build(
                env,
                topics.sources(settings.intake(features.names(), false)),
                settings.journeys(Variants.deliveries(variants)),
                training.trainer(),
                training.judge(),
                topics,
                true,
                topics,
                files.reports(),
                files.snapshots(Variants.published(variants, defaults, features, folders, provenance())));
        return env;
    }

    private Provenance provenance() {
        return new Provenance(JobVersion.CURRENT, settings.get(RunOptions.SEED), settings.shown(), null, null, 0, 0);
    }
}
