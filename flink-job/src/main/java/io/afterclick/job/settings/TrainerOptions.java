package io.afterclick.job.settings;

import io.afterclick.learn.MeasuredDefaults;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.learn.tesla.TeslaSettings.Weighting;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** How models are trained, unless a variant's own options say otherwise. */
public final class TrainerOptions {

    public static final ConfigOption<Duration> SEGMENT_LENGTH = ConfigOptions.key("segment.length")
            .durationType()
            .defaultValue(Duration.ofHours(1))
            .withDescription("Event time that is scored with the same parameters and then trained on together.");

    public static final ConfigOption<Integer> BATCH_SIZE = ConfigOptions.key("trainer.batch-size")
            .intType()
            .defaultValue(256)
            .withDescription(
                    "Samples of a batch at most; smaller ones learn more from few samples, larger ones train faster.");

    public static final ConfigOption<Integer> MIN_BATCH = ConfigOptions.key("trainer.min-batch")
            .intType()
            .defaultValue(32)
            .withDescription("A segment with fewer samples leaves them to the next one.");

    public static final ConfigOption<RowMode> ROWS = ConfigOptions.key("trainer.rows")
            .enumType(RowMode.class)
            .defaultValue(RowMode.LAZY)
            .withDescription("Whether an embedding row moves only when it is in a batch, or as in a dense table.");

    public static final ConfigOption<Weighting> WEIGHTING = ConfigOptions.key("trainer.weighting")
            .enumType(Weighting.class)
            .defaultValue(Weighting.PRETRAINED)
            .withDescription("Where TESLA's debiasing weights come from.");

    public static final ConfigOption<Double> LEARNING_RATE = ConfigOptions.key("trainer.learning-rate")
            .doubleType()
            .noDefaultValue()
            .withDescription(
                    "Learning rate of the online phase; unless set, TESLA's is 0.003 and READER's 0.01, which falls from"
                            + " segment to segment.");

    public static final ConfigOption<Double> PRETRAIN_LEARNING_RATE = ConfigOptions.key(
                    "trainer.pretrain-learning-rate")
            .doubleType()
            .defaultValue(MeasuredDefaults.TESLA_PRETRAINING_LEARNING_RATE)
            .withDescription("Learning rate of TESLA's pretraining.");

    public static final ConfigOption<Integer> DIMENSION = ConfigOptions.key("trainer.embedding-dimension")
            .intType()
            .defaultValue(16)
            .withDescription("Numbers of an embedding.");

    public static final ConfigOption<MemorySize> CACHE_SIZE = ConfigOptions.key("trainer.cache-size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(256))
            .withDescription("Heap for the embedding rows of one variant; the others wait in the state backend.");

    public static final ConfigOption<MemorySize> WAITING_SIZE = ConfigOptions.key("trainer.waiting-size")
            .memoryType()
            .defaultValue(MemorySize.ofMebiBytes(64))
            .withDescription("Heap for the records of one variant that wait for the end of their segment, roughly.");

    public static final ConfigOption<Double> INIT_STD = ConfigOptions.key("rows.init-std")
            .doubleType()
            .defaultValue(MeasuredDefaults.ROW_INIT_STD)
            .withDescription("Standard deviation of an embedding that was never trained.");

    public static final ConfigOption<Duration> EXPIRE_AFTER = ConfigOptions.key("rows.expire-after")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription(
                    "Event time without a sample of its id after which an embedding row is removed and begins anew, in"
                            + " whole segments; 0 for never.");

    public static final ConfigOption<Integer> ADMIT_AFTER = ConfigOptions.key("rows.admit-after")
            .intType()
            .defaultValue(1)
            .withDescription(
                    "Batches with its id from which on an embedding row is trained; before, it keeps what it begins with.");

    private TrainerOptions() {}
}
