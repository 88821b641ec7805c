package io.afterclick.journey;

import static io.afterclick.journey.GoldenLog.listId;
import static io.afterclick.journey.GoldenLog.millis;
import static io.afterclick.journey.Moments.DAY;
import static io.afterclick.journey.Moments.SECOND;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterclick.event.Click;
import io.afterclick.event.Features;
import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.JourneyWindows.Tracked;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Thirty clicks with at most a purchase and a refund, and the streams that the published code makes of them. */
final class GoldenCascade {

    /** The published code's windows: 0.01 day of observation. */
    static final JourneyWindows WINDOWS =
            new JourneyWindows(3 * DAY, 3 * DAY, 864 * SECOND, 864 * SECOND, 7 * DAY, Tracked.NET_CONVERSION);

    static final long START = millis(17 * 86_400);
    private static final long END = millis(24 * 86_400);
    private static final long SEGMENT = 8_640 * SECOND;

    /** Segment of a row on whose segment both sides need not agree. */
    private static final int EXEMPT = -1;

    private GoldenCascade() {}

    /** One step of training: a sample of one task. */
    record Step(int segment, int id, SampleTask task, int label, long at) {}

    static Heard live(Delivery... deliveries) {
        GoldenLog log = new GoldenLog();
        int row = 0;
        for (String line : GoldenLog.lines("cascade_tiny.txt")) {
            String[] fields = line.split("\t", -1);
            String clickId = GoldenLog.clickId(row++);
            Features features = Features.of(List.of(fields).subList(3, fields.length));
            log.add(new Click(clickId, "u", "i", millis(Long.parseLong(fields[0])), null, features));
            String eventId = listId(clickId, 0);
            if (!fields[1].equals("-1")) {
                log.add(new Purchase(eventId, clickId, millis(Long.parseLong(fields[1])), 1));
            }
            if (!fields[2].equals("-1")) {
                log.add(new Refund(eventId, eventId, clickId, millis(Long.parseLong(fields[2])), 1));
            }
        }
        return log.live(WINDOWS, deliveries);
    }

    /** What we train on, in order. */
    static List<Step> ours(Heard heard, Set<Integer> exemptFromSegment) {
        List<Step> steps = new ArrayList<>();
        for (Sample sample : GoldenLog.trained(heard, START, END)) {
            int id = Integer.parseInt(sample.click().features().values().get(0));
            int segment = (int) ((sample.deliveredAt() - START) / SEGMENT);
            steps.add(new Step(
                    exemptFromSegment.contains(id) ? EXEMPT : segment,
                    id,
                    sample.task(),
                    ((ConversionSample) sample).label(),
                    sample.deliveredAt()));
        }
        return steps;
    }

    /** What the published code trains on, in order; a row that both stages use is one step of each. */
    static List<Step> published(String stream, Set<Integer> exemptFromSegment) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode row : GoldenLog.rows("tesla_delivery.json", stream)) {
            int id = row.get("id").asInt();
            int segment =
                    exemptFromSegment.contains(id) ? EXEMPT : row.get("segment").asInt();
            long at = millis(row.get("sample_ts").asLong());
            if (row.has("net_label_used")) {
                steps.add(new Step(
                        segment,
                        id,
                        SampleTask.NET_CONVERSION,
                        row.get("cvr_label_used").asInt(),
                        at));
                continue;
            }
            if (row.get("cvr_loss_used").asInt() == 1) {
                steps.add(new Step(
                        segment, id, SampleTask.CVR, row.get("stream_pay_label").asInt(), at));
            }
            if (row.get("rfr_loss_used").asInt() == 1) {
                steps.add(new Step(
                        segment, id, SampleTask.RFR, row.get("rfr_label").asInt(), at));
            }
        }
        return steps;
    }
}
