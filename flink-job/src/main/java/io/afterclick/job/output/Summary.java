package io.afterclick.job.output;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.afterclick.event.EventKind;
import io.afterclick.event.Money;
import io.afterclick.event.RefusalReason;
import io.afterclick.job.count.CountNames;
import io.afterclick.job.count.Counts;
import io.afterclick.job.record.Tally;
import io.afterclick.journey.Trajectory;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The counts of a whole run, read from its committed output after it has ended, and {@code summary.json}. */
public final class Summary {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

    private final Map<String, Long> counts;

    private Summary(Map<String, Long> counts) {
        this.counts = counts;
    }

    /** Adds up what the operators have counted. */
    public static Summary read(Path tallyFolder) throws IOException {
        Counts counts = new Counts();
        for (Path file : CommittedFiles.of(tallyFolder)) {
            for (String line : Files.readAllLines(file)) {
                counts.add(new Tally(JSON.readValue(line, COUNTS)));
            }
        }
        return new Summary(counts.tally().counts());
    }

    /** A count by its name; 0 if nothing was counted. */
    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    public long records() {
        return sum(EventKind.values(), CountNames::records);
    }

    public long clicks() {
        return count(CountNames.records(EventKind.CLICK));
    }

    public long applied() {
        return sum(EventKind.values(), CountNames::applied);
    }

    public long outOfAttribution() {
        return sum(EventKind.values(), CountNames::outOfAttribution);
    }

    public long deadLetters() {
        return sum(RefusalReason.values(), CountNames::deadLetters);
    }

    /** Dead letters whose record's bytes were not kept, since too many had been before. */
    public long lettersWithoutBytes() {
        return sum(EventKind.values(), CountNames::lettersWithoutBytes);
    }

    /** Greatest event time of the input, in milliseconds; 0 if it held no event. */
    public long logEnd() {
        long end = 0;
        for (EventKind kind : EventKind.values()) {
            end = Math.max(end, count(CountNames.logEnd(kind)));
        }
        return end;
    }

    /** Sum of final GMV as exact decimal text of major currency units. */
    public String finalGmv() {
        BigInteger micros = BigInteger.valueOf(count(CountNames.GMV_FINAL_UNITS))
                .multiply(BigInteger.valueOf(Money.MICROS))
                .add(BigInteger.valueOf(count(CountNames.GMV_FINAL_MICROS)));
        BigDecimal sum = new BigDecimal(micros, Money.DECIMALS).stripTrailingZeros();
        return (sum.scale() < 2 ? sum.setScale(2) : sum).toPlainString();
    }

    /** The content of {@code summary.json} of a run without models. */
    public Map<String, Object> content(double wallSeconds) {
        return content(wallSeconds, Map.of());
    }

    /**
     * The content of {@code summary.json}.
     *
     * @param variants what is known of each model variant
     */
    public Map<String, Object> content(double wallSeconds, Map<String, ?> variants) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("records", recordCounts());
        content.put("trajectories", trajectoryCounts());
        content.put("samples", sampleCounts());
        content.put("gmv", gmvCounts());
        content.put("outcomes", outcomeCounts());
        content.put("stateAtEnd", stateAtEnd());
        if (!variants.isEmpty()) {
            content.put("predictions", predictionCounts());
        }
        content.put("variants", variants);
        content.put("wallSeconds", wallSeconds);
        return content;
    }

    /** Writes {@code summary.json} of a run without models. */
    public void write(Path folder, double wallSeconds) throws IOException {
        write(folder, wallSeconds, Map.of());
    }

    /**
     * Writes {@code summary.json}.
     *
     * @param variants what is known of each model variant
     */
    public void write(Path folder, double wallSeconds, Map<String, ?> variants) throws IOException {
        WholeFile.write(folder.resolve("summary.json"), JSON.writeValueAsBytes(content(wallSeconds, variants)));
    }

    /**
     * Writes {@code summary.json} of a run that only scores: records, predictions and the model.
     *
     * @param model what is known of the model
     */
    public void writeScored(Path folder, double wallSeconds, Map<String, ?> model) throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("records", readCounts());
        content.put("predictions", count(CountNames.SCORED));
        content.put("snapshot", model);
        content.put("wallSeconds", wallSeconds);
        WholeFile.write(folder.resolve("summary.json"), JSON.writeValueAsBytes(content));
    }

    private Map<String, Object> readCounts() {
        Map<String, Object> records = new LinkedHashMap<>();
        for (EventKind kind : EventKind.values()) {
            records.put(kind.plural(), count(CountNames.records(kind)));
        }
        Map<String, Object> letters = new LinkedHashMap<>();
        for (RefusalReason reason : RefusalReason.values()) {
            letters.put(reason.name(), count(CountNames.deadLetters(reason)));
        }
        records.put("deadLetters", letters);
        records.put("deadLettersWithoutBytes", lettersWithoutBytes());
        return records;
    }

    private Map<String, Object> recordCounts() {
        Map<String, Object> records = readCounts();
        records.put("outOfAttribution", outOfAttribution());
        records.put("applied", applied());
        return records;
    }

    private Map<String, Object> trajectoryCounts() {
        Map<String, Object> trajectories = new LinkedHashMap<>();
        for (Trajectory trajectory : Trajectory.values()) {
            trajectories.put(trajectory.label(), count(CountNames.trajectory(trajectory)));
        }
        return trajectories;
    }

    private Map<String, Object> sampleCounts() {
        Map<String, Object> samples = new LinkedHashMap<>();
        for (String stage : List.of("cvr", "rfr")) {
            Map<String, Object> labels = new LinkedHashMap<>();
            labels.put("0", count(CountNames.conversionSamples(stage, 0)));
            labels.put("1", count(CountNames.conversionSamples(stage, 1)));
            samples.put(stage, labels);
        }
        samples.put("gmvPurchase", count(CountNames.GMV_PURCHASES));
        samples.put("gmvGroundTruth", count(CountNames.GMV_GROUND_TRUTHS));
        return samples;
    }

    private Map<String, Object> gmvCounts() {
        Map<String, Object> gmv = new LinkedHashMap<>();
        gmv.put("clicks", count(CountNames.GMV_CLICKS));
        gmv.put("repurchaseClicks", count(CountNames.GMV_REPURCHASE_CLICKS));
        gmv.put("finalSum", finalGmv());
        return gmv;
    }

    private Map<String, Object> outcomeCounts() {
        Map<String, Object> outcomes = new LinkedHashMap<>();
        outcomes.put("total", count(CountNames.OUTCOMES));
        outcomes.put("incomplete", count(CountNames.INCOMPLETE_OUTCOMES));
        return outcomes;
    }

    private Map<String, Object> predictionCounts() {
        Map<String, Object> predictions = new LinkedHashMap<>();
        predictions.put("total", count(CountNames.JUDGED));
        predictions.put("withoutOutcome", count(CountNames.EXPIRED_PREDICTIONS));
        predictions.put("outcomesWithoutPrediction", count(CountNames.EXPIRED_OUTCOMES));
        return predictions;
    }

    private Map<String, Object> stateAtEnd() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("keys", count(CountNames.KEYS_AT_END));
        state.put("timers", count(CountNames.TIMERS_AT_END));
        return state;
    }

    private <E> long sum(E[] values, Function<E, String> name) {
        long sum = 0;
        for (E value : values) {
            sum += count(name.apply(value));
        }
        return sum;
    }
}
