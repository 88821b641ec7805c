package io.afterclick.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Arrival;
import io.afterclick.event.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole life of one click. It is lived once for every order in which the events can arrive, with all of them there
 * from the start, and once more with each coming at the last moment; all must tell the same story and leave nothing.
 */
final class Life {

    private static final long FOREVER = Long.MAX_VALUE - 1;

    private final JourneyMachine machine;

    private Life(JourneyMachine machine) {
        this.machine = machine;
    }

    static Life with(JourneyWindows windows, Delivery... deliveries) {
        return new Life(new JourneyMachine(windows, List.of(deliveries), 0));
    }

    static Life remembering(long millis, JourneyWindows windows, Delivery... deliveries) {
        return new Life(new JourneyMachine(windows, List.of(deliveries), millis));
    }

    Heard of(Event... events) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Event event : events) {
            arrivals.add(Events.arrival(event, arrivals.size() + 1));
        }
        Heard first = liveAtLeisure(arrivals);
        assertThat(first.fates).as("one fate for each event").hasSameSizeAs(arrivals);
        for (List<Arrival> order : orders(arrivals)) {
            assertSame(first, liveAtOnce(order));
        }
        return first;
    }

    private Heard liveAtOnce(List<Arrival> arrivals) {
        Heard heard = new Heard();
        ClickState state = new ClickState();
        arrivals.forEach(state::add);
        machine.advance(state, FOREVER, heard);
        assertNothingIsLeft(state);
        return heard;
    }

    private Heard liveAtLeisure(List<Arrival> arrivals) {
        Heard heard = new Heard();
        ClickState state = new ClickState();
        for (Arrival arrival : arrivals.stream().sorted().toList()) {
            machine.advance(state, arrival.event().time() - 1, heard);
            state.add(arrival);
        }
        while (machine.nextTime(state) != Journey.NEVER) {
            machine.advance(state, machine.nextTime(state), heard);
        }
        assertNothingIsLeft(state);
        return heard;
    }

    private void assertNothingIsLeft(ClickState state) {
        assertThat(state.isEmpty()).as("nothing is left").isTrue();
        assertThat(machine.nextTime(state)).as("no wake-up is left").isEqualTo(Journey.NEVER);
    }

    private static void assertSame(Heard expected, Heard found) {
        assertThat(found.delivered).isEqualTo(expected.delivered);
        assertThat(found.fates).isEqualTo(expected.fates);
    }

    private static List<List<Arrival>> orders(List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Arrival>> orders = new ArrayList<>();
        for (int first = 0; first < arrivals.size(); first++) {
            List<Arrival> others = new ArrayList<>(arrivals);
            Arrival head = others.remove(first);
            for (List<Arrival> tail : orders(others)) {
                List<Arrival> order = new ArrayList<>(List.of(head));
                order.addAll(tail);
                orders.add(order);
            }
        }
        return orders;
    }
}
