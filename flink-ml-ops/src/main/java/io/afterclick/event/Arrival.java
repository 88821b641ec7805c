package io.afterclick.event;

/**
 * An event together with the record that carried it, so that it can be refused with all that is needed to repair and
 * replay it. Arrivals are ordered as events are, and then by origin.
 */
public record Arrival(Event event, RawRecord raw) implements Comparable<Arrival> {

    @Override
    public int compareTo(Arrival that) {
        int order = EventOrder.INSTANCE.compare(event, that.event);
        return order == 0 ? raw.origin().compareTo(that.raw.origin()) : order;
    }
}
