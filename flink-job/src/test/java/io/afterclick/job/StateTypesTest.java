package io.afterclick.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.EventKind;
import io.afterclick.intake.InputSpec;
import io.afterclick.job.judge.JudgeSettings;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.output.FileFormat;
import io.afterclick.job.output.RunFiles;
import io.afterclick.job.pretrain.NetworksPlan;
import io.afterclick.job.pretrain.PretrainingSettings;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.trainer.TrainerSettings;
import io.afterclick.job.variant.ModelDefaults;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.job.variant.Variants;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.trial.BatchSizes;
import io.afterclick.trial.Pretraining;
import io.afterclick.trial.Segments;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.api.java.typeutils.runtime.TupleSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.io.SimpleVersionedSerializerTypeSerializerProxy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in state or sent between operators has a serializer of its own: none is found by reflection. */
final class StateTypesTest {

    private static final long DAY = 86_400_000;
    private static final JourneyWindows WINDOWS = new JourneyWindows(DAY, DAY, 1, 1, DAY, JourneyWindows.Tracked.BOTH);
    private static final List<VariantSpec> SPECS = VariantSpec.parseAll("tesla,reader,pretrained");
    private static final Map<String, String> NETWORKS = Map.of("tesla", "/tesla", "reader", "/reader");
    private static final ExecutionConfig NOTHING_GENERIC =
            new ExecutionConfig(new Configuration().set(PipelineOptions.GENERIC_TYPES, false));

    @TempDir
    private Path folder = Path.of("");

    private InputSources input = new InputSources(new InputSpec(InputSpec.Kind.EVENTS, folder), false, List.of());
    private Settings settings;

    StateTypesTest() throws IOException {
        settings = Settings.of(InputSpec.Kind.EVENTS, null, Map.of());
    }

    @BeforeEach
    void writeOneClick() throws IOException {
        Files.writeString(
                folder.resolve("clicks.csv"),
                "click_id,user_id,item_id,event_time_ms,colour\nc,u,i,1746028800000,red\n");
        input = InputSources.of(new InputSpec(InputSpec.Kind.EVENTS, folder), false);
    }

    private StreamExecutionEnvironment environment() {
        return FlinkSettings.environment(settings, folder.resolve("checkpoints"));
    }

    private RunFiles files() {
        return new RunFiles(folder.resolve("out"), FileFormat.AVRO, input.features());
    }

    private ModelDefaults defaults() {
        return new ModelDefaults(input.features(), 4, 1, 1e-2, RowMode.LAZY, false, DAY, 64, 1);
    }

    private static void assertKnownTypes(StreamExecutionEnvironment env) {
        int checked = 0;
        for (StreamNode node : env.getStreamGraph().getStreamNodes()) {
            List<TypeSerializer<?>> serializers = new ArrayList<>();
            serializers.add(node.getTypeSerializerOut());
            serializers.addAll(List.of(node.getTypeSerializersIn()));
            serializers.add(node.getStateKeySerializer());
            for (StreamEdge edge : node.getOutEdges()) {
                if (edge.getOutputTag() != null) {
                    serializers.add(
                            edge.getOutputTag().getTypeInfo().createSerializer(NOTHING_GENERIC.getSerializerConfig()));
                }
            }
            for (TypeSerializer<?> serializer : serializers) {
                if (serializer != null) {
                    assertKnown(serializer, node.getOperatorName());
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(10);
    }

    private static void assertKnown(TypeSerializer<?> serializer, String where) {
        if (serializer instanceof MapSerializer<?, ?> map) {
            assertKnown(map.getKeySerializer(), where);
            assertKnown(map.getValueSerializer(), where);
        } else if (serializer instanceof TupleSerializer<?> tuple) {
            for (TypeSerializer<?> field : tuple.getFieldSerializers()) {
                assertKnown(field, where);
            }
        } else if (serializer instanceof ListSerializer<?> list) {
            assertKnown(list.getElementSerializer(), where);
        } else {
            String name = serializer.getClass().getName();
            boolean basic = name.startsWith("org.apache.flink.api.common.typeutils.base.");
            boolean committed = serializer instanceof SimpleVersionedSerializerTypeSerializerProxy;
            assertThat(basic || committed || name.startsWith("io.afterclick."))
                    .as("%s: %s", where, name)
                    .isTrue();
        }
    }

    @Test
    void labelsHaveKnownTypes() {
        StreamExecutionEnvironment env = environment();
        LabelTopology.build(env, input.sources(settings), settings.journeys("tesla"), files());
        assertKnownTypes(env);
    }

    @Test
    void scoringHasKnownTypes() throws IOException {
        StreamExecutionEnvironment env = environment();
        ScoreTopology.build(
                env,
                input.source(EventKind.CLICK, settings, input.space()),
                "/model",
                settings.letterBytes(),
                files(),
                files().predictions());
        assertKnownTypes(env);
    }

    @Test
    void pretrainingHasKnownTypes() throws IOException {
        StreamExecutionEnvironment env = environment();
        NetworksPlan plan = new NetworksPlan("tesla", "key", SPECS.get(0), defaults(), 1e-2, "/tesla");
        PretrainingTopology.build(
                env,
                input.sources(settings),
                settings.journeys(Variants.lives(SPECS)),
                new PretrainingSettings(
                        List.of(plan), new Pretraining(0, 1, 2, 3), input.space(), 1 << 20, new TreeMap<>()));
        assertKnownTypes(env);
    }

    @Test
    void trainingHasKnownTypes() throws IOException {
        StreamExecutionEnvironment env = environment();
        Segments segments = Segments.between(0, DAY, DAY / 2);
        TrainingTopology.build(
                env,
                input.sources(settings),
                settings.journeys(Variants.deliveries(SPECS)),
                new TrainerSettings(
                        Variants.plans(SPECS, defaults(), NETWORKS, WINDOWS),
                        segments,
                        new BatchSizes(64, 16),
                        input.space(),
                        1 << 16,
                        1 << 20,
                        true),
                new JudgeSettings(List.of(), WINDOWS.longest(), segments.length(), 1 << 20, true),
                files(),
                true,
                files(),
                files().reports(),
                files().snapshots(Map.of()));
        assertKnownTypes(env);
    }

    private static List<Class<?>> classesOfTheJob() throws Exception {
        Path classes = Path.of(FlinkSettings.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes.resolve("io/afterclick/job"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '.');
                types.add(Class.forName(
                        name.substring(0, name.length() - ".class".length()),
                        false,
                        FlinkSettings.class.getClassLoader()));
            }
        }
        return types;
    }

    @Test
    void everyStateHasAKnownType() throws Exception {
        int checked = 0;
        for (Class<?> type : classesOfTheJob()) {
            for (Field field : type.getDeclaredFields()) {
                if (StateDescriptor.class.isAssignableFrom(field.getType())) {
                    field.setAccessible(true);
                    StateDescriptor<?, ?> state = (StateDescriptor<?, ?>) field.get(null);
                    state.initializeSerializerUnlessSet(NOTHING_GENERIC);
                    assertKnown(state.getSerializer(), field.toString());
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(12);
    }
}
