package io.afterclick.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.event.Arrival;
import io.afterclick.event.Event;
import io.afterclick.journey.Delivered.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small log in the format of the official files, and what the authors' code delivers for it. Rows have no ids: a click
 * is its row number, a purchase or refund its click and place in the row's list, padded so that ties keep the file's order.
 */
final class GoldenLog {

    /** The instant of second 0 of the official files. */
    static final long EPOCH =
            OffsetDateTime.parse("2025-05-01T00:00+08:00").toInstant().toEpochMilli();

    private final List<Event> events = new ArrayList<>();

    void add(Event event) {
        events.add(event);
    }

    static String clickId(int row) {
        return String.format("%010d", row);
    }

    static String listId(String clickId, int index) {
        return clickId + "-" + String.format("%04d", index);
    }

    static long millis(long secondsFromDayZero) {
        return EPOCH + secondsFromDayZero * 1000;
    }

    /** Lives all journeys to their end. */
    Heard live(JourneyWindows windows, Delivery... deliveries) {
        JourneyMachine machine = new JourneyMachine(windows, List.of(deliveries), 0);
        Map<String, ClickState> states = new TreeMap<>();
        for (Event event : events) {
            Arrival arrival = Events.arrival(event, 1);
            states.computeIfAbsent(event.clickId(), id -> new ClickState()).add(arrival);
        }
        Heard heard = new Heard();
        states.values().forEach(state -> machine.advance(state, Long.MAX_VALUE - 1, heard));
        return heard;
    }

    /** The samples delivered from one instant to before another, in the order in which they are trained. */
    static List<Sample> trained(Heard heard, long from, long to) {
        return heard.delivered.stream()
                .filter(Sample.class::isInstance)
                .map(Sample.class::cast)
                .filter(sample -> sample.deliveredAt() >= from && sample.deliveredAt() < to)
                .sorted(TrainingOrder.INSTANCE)
                .toList();
    }

    static List<String> lines(String file) {
        try (InputStream in = open(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode rows(String file, String stream) {
        try (InputStream in = open(file)) {
            return new ObjectMapper().readTree(in).get(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String file) throws IOException {
        InputStream in = GoldenLog.class.getResourceAsStream("/golden/delivery/" + file);
        if (in == null) {
            throw new IOException("expected the resource golden/delivery/" + file + ", found none");
        }
        return in;
    }
}
