package io.afterclick.job;

import io.afterclick.event.EventKind;
import io.afterclick.event.Refused;
import io.afterclick.intake.Parsed;
import io.afterclick.job.bytes.PackedType;
import io.afterclick.job.bytes.PackedTypeInfo;
import io.afterclick.job.journey.IntakeOperator;
import io.afterclick.job.journey.JourneyOperator;
import io.afterclick.job.journey.JourneySettings;
import io.afterclick.job.journey.PartitionedSource;
import io.afterclick.job.journey.SideOutputs;
import io.afterclick.job.output.OutputSinks;
import io.afterclick.job.record.ClickArrivals;
import io.afterclick.job.record.LogEnd;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import io.afterclick.journey.Delivered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SideOutputDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.util.OutputTag;

/**
 * The life of labels as a Flink graph:
 *
 * <pre>
 * clicks    -> take in --+
 * purchases -> take in --+-- by click id --> journeys --> samples
 * refunds   -> take in --+                      |-------> outcomes
 *                |  `-- log ends (to all) ------^-------> dead letters, counts
 *                `--------------------------------------> dead letters, counts
 * </pre>
 *
 * Sources have a parallelism of one, so that their order is the input's; everything behind the key runs in parallel.
 */
public final class LabelTopology {

    private final StreamExecutionEnvironment env;
    private final JourneySettings settings;

    private LabelTopology(StreamExecutionEnvironment env, JourneySettings settings) {
        this.env = env;
        this.settings = settings;
    }

    /**
     * The graph up to what journeys give away.
     *
     * @param journeys score requests and samples; side outputs are those of {@link SideOutputs}
     * @param operators all that refuse and count, journeys included
     */
    record Labels(SingleOutputStreamOperator<Delivered> journeys, List<SingleOutputStreamOperator<?>> operators) {

        DataStream<SettledOutcome> outcomes() {
            return journeys.getSideOutput(SideOutputs.OUTCOMES);
        }

        DataStream<Refused> refused() {
            return union(operators, SideOutputs.REFUSED);
        }

        DataStream<Tally> tallies() {
            return union(operators, SideOutputs.TALLIES);
        }
    }

    /** Builds the whole graph. */
    public static void build(
            StreamExecutionEnvironment env,
            Map<EventKind, ? extends Source<Parsed, ?, ?>> sources,
            JourneySettings settings,
            OutputSinks sinks) {
        Labels labels = labels(env, sources, settings);
        sink(labels.journeys(), sinks.samples(), OperatorId.SAMPLES);
        sink(labels.outcomes(), sinks.outcomes(), OperatorId.OUTCOMES);
        sink(labels.refused(), sinks.deadLetters(), OperatorId.DEAD_LETTERS);
        sink(labels.tallies(), sinks.tallies(), OperatorId.TALLIES);
    }

    /** Builds the graph up to what journeys give away. */
    static Labels labels(
            StreamExecutionEnvironment env,
            Map<EventKind, ? extends Source<Parsed, ?, ?>> sources,
            JourneySettings settings) {
        List<SingleOutputStreamOperator<ClickArrivals>> intakes = intakes(env, sources, settings.letterBytes());
        KeyedStream<ClickArrivals, String> arrivals = byClick(intakes);
        DataStream<LogEnd> logEnds = union(intakes, SideOutputs.LOG_ENDS).broadcast();
        SingleOutputStreamOperator<Delivered> journeys = new LabelTopology(env, settings).journeys(arrivals, logEnds);
        List<SingleOutputStreamOperator<?>> operators = new ArrayList<>(intakes);
        operators.add(journeys);
        return new Labels(journeys, operators);
    }

    /** The part up to the key: what the input holds, by click. What is refused goes nowhere. */
    public static KeyedStream<ClickArrivals, String> arrivals(
            StreamExecutionEnvironment env, Map<EventKind, ? extends Source<Parsed, ?, ?>> sources) {
        return byClick(intakes(env, sources, 0));
    }

    private static List<SingleOutputStreamOperator<ClickArrivals>> intakes(
            StreamExecutionEnvironment env, Map<EventKind, ? extends Source<Parsed, ?, ?>> sources, long letterBytes) {
        List<SingleOutputStreamOperator<ClickArrivals>> intakes = new ArrayList<>();
        sources.forEach((kind, source) -> intakes.add(intake(env, kind, source, letterBytes)));
        return intakes;
    }

    static SingleOutputStreamOperator<ClickArrivals> intake(
            StreamExecutionEnvironment env, EventKind kind, Source<Parsed, ?, ?> source, long letterBytes) {
        OperatorId read = OperatorId.sourceOf(kind);
        OperatorId take = OperatorId.intakeOf(kind);
        // Files emit their own watermarks.
        WatermarkStrategy<Parsed> watermarks =
                source instanceof PartitionedSource<?, ?> topic ? topic.watermarks() : WatermarkStrategy.noWatermarks();
        return env.fromSource(source, watermarks, read.title())
                .uid(read.uid())
                .setParallelism(1)
                .transform(
                        take.title(),
                        PackedTypeInfo.of(ClickArrivals.class, PackedType.CLICK_ARRIVALS),
                        IntakeOperator.of(source, letterBytes))
                .uid(take.uid())
                .setParallelism(1);
    }

    private static KeyedStream<ClickArrivals, String> byClick(List<SingleOutputStreamOperator<ClickArrivals>> intakes) {
        DataStream<ClickArrivals> all = intakes.get(0);
        for (SingleOutputStreamOperator<ClickArrivals> more : intakes.subList(1, intakes.size())) {
            all = all.union(more);
        }
        return all.keyBy(ClickArrivals::clickId, Types.STRING);
    }

    /** Keyed on the first input only: the second one tells all instances the same. */
    private SingleOutputStreamOperator<Delivered> journeys(
            KeyedStream<ClickArrivals, String> arrivals, DataStream<LogEnd> logEnds) {
        TwoInputTransformation<ClickArrivals, LogEnd, Delivered> transformation = new TwoInputTransformation<>(
                arrivals.getTransformation(),
                logEnds.getTransformation(),
                OperatorId.JOURNEY.title(),
                new JourneyOperator(settings),
                PackedTypeInfo.of(Delivered.class, PackedType.DELIVERED),
                env.getParallelism());
        transformation.setStateKeySelectors(arrivals.getKeySelector(), null);
        transformation.setStateKeyType(Types.STRING);
        env.addOperator(transformation);
        return new Operator<>(env, transformation).uid(OperatorId.JOURNEY.uid());
    }

    /** Flink offers no public way to wrap a two-input operator of which one input is keyed. */
    private static final class Operator<T> extends SingleOutputStreamOperator<T> {
        Operator(StreamExecutionEnvironment env, TwoInputTransformation<?, ?, T> transformation) {
            super(env, transformation);
        }
    }

    private static <T> DataStream<T> union(List<? extends SingleOutputStreamOperator<?>> operators, OutputTag<T> tag) {
        DataStream<T> all = operators.get(0).getSideOutput(tag);
        for (SingleOutputStreamOperator<?> more : operators.subList(1, operators.size())) {
            SideOutputDataStream<T> next = more.getSideOutput(tag);
            all = all.union(next);
        }
        return all;
    }

    static <T> void sink(DataStream<T> stream, Sink<T> sink, OperatorId id) {
        stream.sinkTo(sink).uid(id.uid()).name(id.title());
    }
}
