package io.afterclick.synthetic;

import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.EventOrder;
import io.afterclick.event.Features;
import io.afterclick.event.Money;
import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Applies the rules of event folders: malformed and late per file, the rest in event time over all files. */
final class EventsRecount {

    private interface Parser {
        Event parse(String[] columns);
    }

    private final long bound;
    private final Recount count = new Recount();
    private final List<Event> accepted = new ArrayList<>();

    private EventsRecount(long bound) {
        this.bound = bound;
    }

    static ExpectedCounts of(Path folder, long maxOutOfOrdernessMs) throws IOException {
        EventsRecount recount = new EventsRecount(maxOutOfOrdernessMs);
        recount.read(folder.resolve("clicks.csv"), "clicks", 26, EventsRecount::click);
        recount.read(folder.resolve("purchases.csv"), "purchases", 4, EventsRecount::purchase);
        recount.read(folder.resolve("refunds.csv"), "refunds", 5, EventsRecount::refund);
        recount.apply();
        return recount.count.counts();
    }

    private static Event click(String[] c) {
        return new Click(c[0], c[1], c[2], Long.parseLong(c[3]), null, Features.NONE);
    }

    private static Event purchase(String[] c) {
        return new Purchase(c[0], c[1], Long.parseLong(c[2]), Money.parse(c[3]));
    }

    private static Event refund(String[] c) {
        return new Refund(c[0], c[1], c[2], Long.parseLong(c[3]), Money.parse(c[4]));
    }

    private void read(Path file, String kind, int width, Parser parser) throws IOException {
        List<byte[]> lines = Recount.lines(file);
        long greatest = Long.MIN_VALUE;
        for (byte[] line : lines.subList(1, lines.size())) {
            count.record(kind, 1);
            String[] columns = Recount.columns(line, ",");
            Event event;
            try {
                if (columns.length != width) {
                    throw new NumberFormatException("width " + columns.length);
                }
                if (columns[width - 1].equals("NaN")) {
                    count.dead("INVALID", 1);
                    continue;
                }
                event = parser.parse(columns);
            } catch (NumberFormatException e) {
                count.dead("MALFORMED", 1);
                continue;
            }
            if (greatest != Long.MIN_VALUE && greatest - event.time() > bound) {
                count.dead("LATE", 1);
            } else {
                accepted.add(event);
            }
            greatest = Math.max(greatest, event.time());
        }
    }

    private void apply() {
        accepted.sort(EventOrder.INSTANCE);
        Set<String> seen = new HashSet<>();
        for (Event event : accepted) {
            String cause = event instanceof Refund refund ? refund.purchaseId() : event.clickId();
            if (seen.contains(event.id())) {
                count.dead("DUPLICATE", 1);
            } else if (!(event instanceof Click) && !(seen.contains(cause) && seen.contains(event.clickId()))) {
                count.dead("UNMATCHED", 1);
            } else {
                seen.add(event.id());
                count.applied(1);
            }
        }
    }
}
