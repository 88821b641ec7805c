package io.afterclick.job.trainer;

import io.afterclick.event.EventKind;
import io.afterclick.feature.FeatureSpace;
import io.afterclick.intake.EventFiles;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.LocalFiles;
import io.afterclick.job.publish.PublishedVariant;
import io.afterclick.job.variant.ModelDefaults;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.job.variant.Variants;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.journey.delivery.GmvOracleDelivery;
import io.afterclick.journey.delivery.NetOracleDelivery;
import io.afterclick.journey.delivery.NetOutcomeDelivery;
import io.afterclick.journey.delivery.ReaderDelivery;
import io.afterclick.journey.delivery.TeslaDelivery;
import io.afterclick.learn.matrix.MatrixEngines;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.reader.ReaderNetworks;
import io.afterclick.learn.reader.ReaderParts;
import io.afterclick.learn.reader.ReaderPretrainer;
import io.afterclick.learn.tesla.TeslaNetworks;
import io.afterclick.learn.tesla.TeslaParts;
import io.afterclick.learn.tesla.TeslaPretrainer;
import io.afterclick.model.Model;
import io.afterclick.model.ModelWriter;
import io.afterclick.snapshot.Provenance;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import io.afterclick.trial.BatchSizes;
import io.afterclick.trial.LogReader;
import io.afterclick.trial.Pretraining;
import io.afterclick.trial.Segments;
import io.afterclick.trial.TrialLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A generated event folder with small pretrained networks: the first day pretrains, from the third day on the stream is cut in
 * segments of half a day, each with more clicks than are scored at once.
 */
public final class GeneratedStream {

    public static final long HOUR = 3_600_000;
    public static final long DAY = 24 * HOUR;

    /** How far records may come out of order. */
    public static final long DISORDER = 5 * 60_000;

    private static final int DIMENSION = 4;

    private static final int CLICKS = 3_200;
    private static final int DAYS = 4;
    private static final long DAY0 =
            OffsetDateTime.parse("2025-05-01T00:00+08:00").toInstant().toEpochMilli();
    private static final long SEED = 1;

    private final GenerateSettings generated;
    private final TrialLog log;
    private final FeatureSpace features;
    private final Map<String, String> folders = new HashMap<>();

    private GeneratedStream(GenerateSettings generated, TrialLog log, FeatureSpace features) {
        this.generated = generated;
        this.log = log;
        this.features = features;
    }

    /** Generates a log and pretrains on its first day. */
    public static GeneratedStream in(Path folder) throws IOException {
        Path events = folder.resolve("events");
        GenerateSettings generated = GenerateSettings.of(Profile.EVENTS, CLICKS, DAYS, 3, events);
        Generator.generate(generated, ProgressListener.NONE);
        List<String> names = new EventFiles(new LocalFiles())
                .declaredFeatures(new InputSpec(InputSpec.Kind.EVENTS, events)
                        .files(EventKind.CLICK)
                        .get(0));
        FeatureSpace features = FeatureSpace.hashed(names, 300);
        GeneratedStream stream = new GeneratedStream(generated, read(events, names), features);
        stream.pretrain(folder);
        return stream;
    }

    /** A log and networks that {@link #in} has left there, in this process or long ago. */
    public static GeneratedStream left(Path folder) throws IOException {
        Path events = folder.resolve("events");
        List<String> names = new EventFiles(new LocalFiles())
                .declaredFeatures(new InputSpec(InputSpec.Kind.EVENTS, events)
                        .files(EventKind.CLICK)
                        .get(0));
        GeneratedStream stream = new GeneratedStream(
                GenerateSettings.of(Profile.EVENTS, CLICKS, DAYS, 3, events),
                read(events, names),
                FeatureSpace.hashed(names, 300));
        for (String kind : List.of(Variants.networks(spec("tesla"), stream.defaults()), ReaderParts.KIND)) {
            stream.folders.put(kind, folder.resolve(kind).toString());
        }
        return stream;
    }

    /** What journeys over the events of a folder deliver. */
    public static TrialLog read(Path events, List<String> features) throws IOException {
        InputSpec input = new InputSpec(InputSpec.Kind.EVENTS, events);
        return new LogReader(
                        windows(),
                        List.of(
                                new TeslaDelivery(),
                                new ReaderDelivery(),
                                new NetOracleDelivery(),
                                new GmvOracleDelivery(),
                                new NetOutcomeDelivery()))
                .read(input, new IntakeSettings(features, DAY0, Long.MAX_VALUE, 1 << 20, false), DISORDER);
    }

    private void pretrain(Path folder) throws IOException {
        VariantSpec tesla = spec("tesla");
        TeslaNetworks teslaNetworks = TeslaNetworks.begin(
                MatrixEngines.best(), Variants.teslaSettings(tesla, defaults()), SEED, 0.05, RowMode.LAZY);
        pretraining().run(new TeslaPretrainer(teslaNetworks, 1e-2, batches().largest(), 32), features, log.settled());
        String kind = Variants.networks(tesla, defaults());
        write(folder, kind, new Model(kind, TeslaParts.of(teslaNetworks.frozen(), features.names())));
        VariantSpec reader = spec("reader");
        ReaderNetworks readerNetworks = ReaderNetworks.begin(
                MatrixEngines.best(), Variants.readerSettings(defaults()), SEED, 0.05, RowMode.LAZY);
        pretraining()
                .run(new ReaderPretrainer(readerNetworks, Variants.readerOptions(reader)), features, log.settled());
        write(
                folder,
                ReaderParts.KIND,
                new Model(ReaderParts.KIND, ReaderParts.of(readerNetworks.frozen(), features.names())));
    }

    private void write(Path folder, String kind, Model model) throws IOException {
        Path own = folder.resolve(kind);
        Files.createDirectories(folder);
        new ModelWriter(model, kind, new Provenance("test", SEED, new TreeMap<>(), null, null, 0, 0)).write(own, 0);
        folders.put(kind, own.toString());
    }

    private static VariantSpec spec(String text) {
        return VariantSpec.parseAll(text).get(0);
    }

    public static Pretraining pretraining() {
        return new Pretraining(DAY0, DAY0 + DAY, segments().start(), SEED);
    }

    public Path events() {
        return generated.out();
    }

    /** How the folder was made. */
    public GenerateSettings generated() {
        return generated;
    }

    /** What journeys over the whole log deliver. */
    public TrialLog log() {
        return log;
    }

    public FeatureSpace features() {
        return features;
    }

    /** Windows of half a day, so that all labels of the first day are known when the stream begins. */
    public static JourneyWindows windows() {
        return new JourneyWindows(DAY / 2, DAY / 2, HOUR / 4, HOUR / 4, DAY / 2, Tracked.BOTH);
    }

    public static Segments segments() {
        return Segments.between(DAY0 + 2 * DAY, DAY0 + 7 * DAY / 2, DAY / 2);
    }

    public static BatchSizes batches() {
        return new BatchSizes(64, 16);
    }

    public ModelDefaults defaults() {
        return defaults(DIMENSION, 0.05, SEED);
    }

    /** Defaults of another embedding, deviation or seed. */
    public ModelDefaults changed(String what) {
        return switch (what) {
            case "embedding" -> defaults(2 * DIMENSION, 0.05, SEED);
            case "initial" -> defaults(DIMENSION, 0.5, SEED);
            case "seed" -> defaults(DIMENSION, 0.05, SEED + 1);
            default -> throw new IllegalArgumentException("expected embedding, initial or seed, found " + what);
        };
    }

    private ModelDefaults defaults(int dimension, double deviation, long seed) {
        return new ModelDefaults(
                features.names(),
                dimension,
                deviation,
                1e-3,
                RowMode.LAZY,
                false,
                windows().gmvAttribution(),
                batches().largest(),
                seed);
    }

    /** Where networks are kept that were pretrained without an engine. */
    public Path networks(String kind) {
        return Path.of(Objects.requireNonNull(folders.get(kind)));
    }

    /** Variants as users write them. */
    public List<VariantPlan> plans(String models) {
        return plans(models, defaults());
    }

    /** What is published of the variants that train. */
    public Map<String, PublishedVariant> published(String models) {
        Provenance provenance = new Provenance("test", SEED, new TreeMap<>(), null, null, 0, 0);
        return Variants.published(VariantSpec.parseAll(models), defaults(), features, folders, provenance);
    }

    public List<VariantPlan> plans(String models, ModelDefaults given) {
        return Variants.plans(VariantSpec.parseAll(models), given, folders, windows());
    }

    public TrainerSettings settings(String models) {
        return settings(plans(models), 64 << 20, 64 << 20);
    }

    /** Settings with bounds on the memory of rows and of waiting records. */
    public TrainerSettings settings(List<VariantPlan> plans, long cacheBytes, long waitingBytes) {
        return settings(plans, cacheBytes, waitingBytes, segments());
    }

    TrainerSettings settings(List<VariantPlan> plans, long cacheBytes, long waitingBytes, Segments segments) {
        return new TrainerSettings(plans, segments, batches(), features, cacheBytes, waitingBytes, true);
    }
}
