package io.afterclick.journey;

import static io.afterclick.journey.GoldenLog.listId;
import static io.afterclick.journey.GoldenLog.millis;
import static io.afterclick.journey.Moments.DAY;
import static io.afterclick.journey.Moments.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterclick.event.Click;
import io.afterclick.event.Features;
import io.afterclick.event.Money;
import io.afterclick.event.Purchase;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.delivery.GmvOracleDelivery;
import io.afterclick.journey.delivery.ReaderDelivery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fifteen clicks with one to five purchases: delivers what the published code delivers, in the order in which it trains. */
class GoldenTraceTest {

    private static final long START = millis(57 * 86_400);
    private static final long END = START + 199 * DAY / 8;
    private static final long SEGMENT = DAY / 8;
    private static final double ROUNDING = 1e-12;

    /** They have a purchase exactly when attribution closes, which the published code counts and we do not. */
    private static final Set<Integer> PURCHASE_AT_THE_CLOSE = Set.of(2, 7);

    /** A row of training; elapsed times in seconds. */
    private record Step(
            int segment,
            int id,
            long at,
            boolean truth,
            int count,
            long micros,
            long elapsed,
            int previousCount,
            long previousMicros,
            long previousElapsed) {}

    @Test
    void readerTrainsThePublishedRowsInThePublishedOrder() {
        List<Step> published = published();

        assertThat(published).hasSize(31);
        assertThat(ours())
                .filteredOn(step -> !PURCHASE_AT_THE_CLOSE.contains(step.id()))
                .containsExactlyElementsOf(published);
    }

    @Test
    void purchaseAtTheCloseIsNoSampleAndNotPartOfTheTruth() {
        assertThat(ours()).noneMatch(step -> step.id() == 2);
        assertThat(ours())
                .filteredOn(step -> step.id() == 7)
                .extracting(Step::truth, Step::count, Step::micros)
                .containsExactly(tuple(false, 1, 10_000_000L), tuple(true, 1, 10_000_000L));
    }

    @Test
    void oracleTrainsThePublishedRowsInThePublishedOrder() {
        List<String> published = new ArrayList<>();
        for (JsonNode row : GoldenLog.rows("reader_delivery.json", "ORACLE_src")) {
            published.add(describe(
                    row.get("segment").asInt(),
                    row.get("id").asInt(),
                    millis(row.get("sample_ts").asLong()),
                    Money.parse(row.get("final_gmv").asText())));
        }
        published.removeIf(row -> PURCHASE_AT_THE_CLOSE.contains(Integer.parseInt(row.split(" ", -1)[1])));
        List<String> ours = new ArrayList<>();
        for (Sample sample : GoldenLog.trained(live(new GmvOracleDelivery()), START, END)) {
            if (!PURCHASE_AT_THE_CLOSE.contains(id(sample))) {
                GmvSample row = (GmvSample) sample;
                ours.add(describe(
                        segment(row), id(row), row.deliveredAt(), row.now().micros()));
            }
        }

        assertThat(ours).hasSize(10).containsExactlyElementsOf(published);
    }

    private static List<Step> ours() {
        List<Step> steps = new ArrayList<>();
        for (Sample trained : GoldenLog.trained(live(new ReaderDelivery()), START, END)) {
            GmvSample sample = (GmvSample) trained;
            steps.add(new Step(
                    segment(sample),
                    id(sample),
                    sample.deliveredAt(),
                    sample.task() == SampleTask.GMV_GROUND_TRUTH,
                    sample.now().count(),
                    sample.now().micros(),
                    sample.now().elapsed() / SECOND,
                    sample.previous().count(),
                    sample.previous().micros(),
                    sample.previous().elapsed() / SECOND));
        }
        return steps;
    }

    private static List<Step> published() {
        List<Step> steps = new ArrayList<>();
        for (JsonNode row : GoldenLog.rows("reader_delivery.json", "READER")) {
            if (PURCHASE_AT_THE_CLOSE.contains(row.get("id").asInt())) {
                continue;
            }
            boolean truth = row.get("treated_as_end_of_attribution").asBoolean();
            steps.add(new Step(
                    row.get("segment").asInt(),
                    row.get("id").asInt(),
                    millis(row.get("sample_ts").asLong()),
                    truth,
                    // At the close the published rows count one purchase too many.
                    row.get("now_count").asInt() - (truth ? 1 : 0),
                    Money.parse(row.get("cum_gmv").asText()),
                    seconds(row.get("delta_t")),
                    row.get("plu_count").asInt(),
                    Money.parse(row.get("prev_cum_gmv").asText()),
                    seconds(row.get("plu_delta_t"))));
        }
        return steps;
    }

    /** Elapsed time as the share of the window that the published rows give. */
    private static long seconds(JsonNode share) {
        double seconds = share.asDouble() * Windows.GMV_ATTRIBUTION / SECOND;
        assertThat(seconds).isCloseTo(Math.rint(seconds), offset(ROUNDING * 1e6));
        return Math.round(seconds);
    }

    private static Heard live(Delivery delivery) {
        GoldenLog log = new GoldenLog();
        List<String> lines = GoldenLog.lines("trace_tiny.txt");
        for (int row = 0; row < lines.size() - 1; row++) {
            String[] fields = lines.get(row + 1).split("\t", -1);
            String clickId = GoldenLog.clickId(row);
            Features features = Features.of(List.of(fields).subList(0, 22));
            log.add(new Click(clickId, "u", "i", millis(Long.parseLong(fields[22])), null, features));
            List<String> times = list(fields[23]);
            List<String> amounts = list(fields[24]);
            for (int i = 0; i < times.size(); i++) {
                log.add(new Purchase(
                        listId(clickId, i),
                        clickId,
                        millis(Long.parseLong(times.get(i))),
                        Money.parse(amounts.get(i))));
            }
        }
        return log.live(Windows.GMV, delivery);
    }

    private static List<String> list(String bracketed) {
        return List.of(bracketed.substring(1, bracketed.length() - 1).split(", ", -1));
    }

    private static int segment(Sample sample) {
        return (int) ((sample.deliveredAt() - START) / SEGMENT);
    }

    private static int id(Sample sample) {
        return Integer.parseInt(sample.click().features().values().get(6));
    }

    private static String describe(int segment, int id, long at, long micros) {
        return segment + " " + id + " " + at + " " + BigDecimal.valueOf(micros, 6);
    }
}
