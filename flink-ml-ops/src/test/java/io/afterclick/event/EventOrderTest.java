package io.afterclick.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventOrderTest {

    private static final EventOrder ORDER = EventOrder.INSTANCE;

    @Test
    void timeThenKindThenIdThenContentDecide() {
        List<Event> expected = List.of(
                new Refund("r0", "p1", "c", 0, 1),
                new Click("c", "u", "i", 1, null, Features.NONE),
                new Click("c", "u", "i", 1, "", Features.NONE),
                new Click("c", "u", "i", 1, "", Features.of(List.of("a"))),
                new Click("c", "u", "j", 1, null, Features.NONE),
                new Click("c", "v", "a", 1, null, Features.NONE),
                new Purchase("p1", "c", 1, 5),
                new Purchase("p1", "c", 1, 6),
                new Purchase("p2", "c", 1, 1),
                new Refund("a", "p1", "c", 1, 3),
                new Refund("a", "p1", "c", 1, 4),
                new Refund("a", "p2", "c", 1, 1),
                new Click("b", "u", "i", 2, null, Features.NONE));
        List<Event> shuffled = new ArrayList<>(expected);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.sort(ORDER);

        assertThat(shuffled).isEqualTo(expected);
    }

    @Test
    void unknownSceneIsNotASceneCalledNull() {
        Click unknown = new Click("c", "u", "i", 1, null, Features.NONE);
        Click named = new Click("c", "u", "i", 1, "null", Features.NONE);

        assertThat(ORDER.compare(unknown, named)).isNegative();
        assertThat(ORDER.compare(named, unknown)).isPositive();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void orderIsTotal(long seed) {
        RandomEvents events = RandomEvents.similar(seed);
        for (int i = 0; i < 20_000; i++) {
            Event a = events.next();
            Event b = events.next();
            Event c = events.next();
            int ab = Integer.signum(ORDER.compare(a, b));
            int bc = Integer.signum(ORDER.compare(b, c));

            assertThat(ab).as("%s, %s", a, b).isEqualTo(-Integer.signum(ORDER.compare(b, a)));
            assertThat(ab == 0).as("%s, %s", a, b).isEqualTo(a.equals(b));
            if (ab == bc || ab == 0 || bc == 0) {
                int ac = Integer.signum(ORDER.compare(a, c));
                assertThat(ac).as("%s, %s, %s", a, b, c).isEqualTo(ab == 0 ? bc : ab);
            }
        }
    }

    @Test
    void arrivalsOfTheSameEventAreOrderedByTheirOrigin() {
        Event event = new Purchase("p1", "c", 1, 5);
        Arrival first = new Arrival(event, new RawRecord(Origin.ofFile("a", 1, 0, 10), new byte[0]));
        Arrival second = new Arrival(event, new RawRecord(Origin.ofFile("a", 2, 10, 10), new byte[0]));
        Arrival otherFile = new Arrival(event, new RawRecord(Origin.ofFile("b", 1, 0, 10), new byte[0]));

        assertThat(List.of(otherFile, second, first).stream().sorted()).containsExactly(first, second, otherFile);
    }
}
