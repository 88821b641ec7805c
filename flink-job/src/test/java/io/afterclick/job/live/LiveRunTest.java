package io.afterclick.job.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.intake.InputSpec;
import io.afterclick.job.backtest.BacktestPlan;
import io.afterclick.job.backtest.BacktestRun;
import io.afterclick.job.kafka.BrokerLook;
import io.afterclick.job.kafka.EventProducer;
import io.afterclick.job.kafka.TestBroker;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.local.Jobs;
import io.afterclick.job.output.CommittedFiles;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.schemas.Outcome;
import io.afterclick.schemas.Prediction;
import io.afterclick.schemas.SegmentMetrics;
import io.afterclick.schemas.TrainingSample;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import io.afterclick.trial.Days;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job between topics of a true broker gives what it gives between files. */
final class LiveRunTest {

    private static final String MODELS = "tesla,reader";
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> WINDOWS = Map.of(
            "journey.conversion-attribution", "12 h",
            "journey.refund-attribution", "12 h",
            "journey.gmv-attribution", "12 h",
            "segment.length", "6 h",
            "trainer.batch-size", "64",
            "trainer.embedding-dimension", "4",
            "run.checkpoint-interval", "200 ms");

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before the first test
    private static BacktestRun backtest;

    @BeforeAll
    static void backtestOverFiles() throws Exception {
        Generator.generate(
                GenerateSettings.of(Profile.EVENTS, 2_500, 5, 3, folder.resolve("events")), ProgressListener.NONE);
        InputSources input = input();
        BacktestPlan plan = new BacktestPlan(VariantSpec.parseAll(MODELS), new Days(0, 1), new Days(2, 9), null, true);
        backtest = new BacktestRun(
                input,
                input.space(),
                plan,
                Settings.of(InputSpec.Kind.EVENTS, null, WINDOWS),
                Files.createDirectories(folder.resolve("backtest")),
                FileFormat.AVRO,
                NOWHERE);
        backtest.execute();
    }

    private static InputSources input() throws IOException {
        return InputSources.of(new InputSpec(InputSpec.Kind.EVENTS, folder.resolve("events")), false);
    }

    /** Settings of a job of its own: topics, transactions and folder. */
    private static Map<String, String> own(String name) throws IOException {
        Map<String, String> own = new HashMap<>(WINDOWS);
        own.put("kafka.bootstrap-servers", BROKER.servers());
        for (String topic : List.of(
                "clicks", "purchases", "refunds", "samples", "outcomes", "predictions", "metrics", "dead-letters")) {
            own.put("kafka.topic." + topic, name + "-" + topic);
        }
        own.put("kafka.transactional-id-prefix", name);
        own.put("kafka.group-id", name);
        own.put("kafka.end-at", "latest");
        own.put("live.models", MODELS);
        own.put("live.features", String.join(",", input().features()));
        own.put("live.init", folder.resolve("backtest/pretrained").toString());
        own.put("live.start", "2025-05-02T00:00Z");
        own.put("live.out", folder.resolve(name).toString());
        return own;
    }

    @ParameterizedTest
    @CsvSource({"json, avro, 1", "avro, json, 1"})
    void topicsGiveWhatFilesGive(String events, String records, int partitions) throws Exception {
        String name = "live-" + events;
        Map<String, String> own = own(name);
        own.put("kafka.event-format", events);
        own.put("kafka.record-format", records);
        Settings settings = Settings.of(InputSpec.Kind.EVENTS, null, own);
        BrokerLook.create(settings, partitions, (short) 1);
        try (EventProducer producer = new EventProducer(input(), settings, NOWHERE)) {
            assertThat(producer.run(Double.POSITIVE_INFINITY)).isGreaterThan(2_500);
        }
        LiveRun run = LiveRun.of(settings);
        try (Jobs jobs = new Jobs(settings, NOWHERE)) {
            run.execute(jobs);
        }

        assertThat(reports(run.files().reportFolder()))
                .containsOnlyKeys("tesla", "reader")
                .isEqualTo(reports(backtest.files().reportFolder()));
        assertSame(name + "-samples", "samples", records, TrainingSample.getClassSchema());
        assertSame(name + "-outcomes", "outcomes", records, Outcome.getClassSchema());
        assertSame(name + "-predictions", "predictions", records, Prediction.getClassSchema());
        assertSame(name + "-metrics", "metrics", records, SegmentMetrics.getClassSchema());
    }

    private static Map<String, JsonNode> reports(Path reports) throws IOException {
        Map<String, JsonNode> digests = new TreeMap<>();
        for (Path file : CommittedFiles.of(reports)) {
            for (String line : Files.readAllLines(file)) {
                JsonNode report = JSON.readTree(line);
                JsonNode both = JSON.createArrayNode()
                        .add(report.path("parametersSha256"))
                        .add(report.path("optimiserSha256"))
                        .add(report.path("totals").path("steps"));
                digests.put(report.path("variant").asText(), both);
            }
        }
        return digests;
    }

    private static void assertSame(String topic, String kind, String format, Schema schema) throws IOException {
        List<JsonNode> expected = new ArrayList<>();
        for (Path file : CommittedFiles.of(backtest.files().folder().resolve(kind))) {
            try (DataFileReader<GenericRecord> all = new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
                for (GenericRecord record : all) {
                    expected.add(JSON.readTree(record.toString()));
                }
            }
        }
        List<JsonNode> found = new ArrayList<>();
        BinaryMessageDecoder<GenericRecord> decoder = new BinaryMessageDecoder<>(GenericData.get(), schema);
        for (byte[] message : BROKER.committed(topic)) {
            String text = format.equals("json")
                    ? new String(message, StandardCharsets.UTF_8)
                    : decoder.decode(message).toString();
            found.add(JSON.readTree(text));
        }
        // Days on which nothing is clicked are segments of a backtest, and nothing to a job without an end.
        expected.removeIf(LiveRunTest::hasNoClicks);
        found.removeIf(LiveRunTest::hasNoClicks);
        assertThat(found).as(topic).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
    }

    private static boolean hasNoClicks(JsonNode record) {
        return record.path("counts").path("clicks").asLong(-1) == 0;
    }

    @Test
    void brokerThatIsNotThereIsOneLine() throws Exception {
        Map<String, String> own = own("nowhere");
        own.put("kafka.bootstrap-servers", "127.0.0.1:1");
        assertRefused(
                own, "kafka.bootstrap-servers: expected brokers that answer within 10 s, found none at 127.0.0.1:1");
    }

    @Test
    void topicThatIsNotThereIsOneLine() throws Exception {
        Map<String, String> own = own("missing");
        assertRefused(own, "kafka.topic.samples: expected a topic that exists, found no 'missing-samples' among ");
    }

    @Test
    void transactionsThatTheBrokerWouldGiveUpAreRefused() throws Exception {
        Map<String, String> own = own("long");
        BrokerLook.create(Settings.of(InputSpec.Kind.EVENTS, null, own), 1, (short) 1);
        own.put("kafka.transaction-timeout", "16 min");
        assertRefused(
                own,
                "kafka.transaction-timeout: expected at most 15 min, the broker's transaction.max.timeout.ms, found 16 min");
    }

    @Test
    void missingSettingIsOneLine() throws Exception {
        Map<String, String> own = own("unset");
        own.remove("live.models");
        assertRefused(own, "live.models: expected a value, found none");
    }

    private static void assertRefused(Map<String, String> own, String line) throws Exception {
        Settings settings = Settings.of(InputSpec.Kind.EVENTS, null, own);
        try (Jobs jobs = new Jobs(settings, NOWHERE)) {
            assertThatThrownBy(() -> LiveRun.of(settings).execute(jobs))
                    .isInstanceOf(IllegalArgumentException.class)
                    .message()
                    .hasLineCount(1)
                    .startsWith(line);
        }
    }
}
