package io.afterclick.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void anyEventComesBack(long seed) throws IOException {
        RandomEvents events = RandomEvents.extreme(seed);
        for (int i = 0; i < 5_000; i++) {
            Event event = events.next();
            bytes.reset();
            EventCodec.write(event, out);
            DataInputStream in = in();
            assertThat(EventCodec.read(event.clickId(), in)).isEqualTo(event);
            assertThat(in.available()).isZero();
        }
    }

    @ParameterizedTest(name = "{0} features")
    @ValueSource(ints = {0, 1, 500})
    void clickWithAnyNumberOfFeaturesComesBack(int features) throws IOException {
        Click click = new Click("c1", "", "衣服", 5, null, Features.of(Collections.nCopies(features, "größe")));
        EventCodec.writeClick(click, out);
        assertThat(EventCodec.readClick("c1", in())).isEqualTo(click);
    }

    @Test
    void recordComesBackWithItsOrigin() throws IOException {
        for (Origin origin : List.of(
                Origin.ofFile("s3://b/größe.csv", Long.MAX_VALUE, 0, Long.MAX_VALUE),
                new Origin("clicks", 7, Origin.NO_LINE, Long.MAX_VALUE, 0))) {
            bytes.reset();
            EventCodec.writeRaw(new RawRecord(origin, new byte[] {0, -1, 127}), out);
            RawRecord read = EventCodec.readRaw(in());
            assertThat(read.origin()).isEqualTo(origin);
            assertThat(read.bytes()).containsExactly(0, -1, 127);
        }
    }

    @Test
    void recordOfSeveralEventsIsWrittenOnceAndSharedAgain() throws IOException {
        RawRecord row = new RawRecord(Origin.ofFile("row.txt", 1, 0, 1000), new byte[1000]);
        RawRecord other = new RawRecord(Origin.ofFile("row.txt", 2, 1000, 3), new byte[3]);
        List<Arrival> arrivals = List.of(
                new Arrival(new Purchase("p1", "c1", 1, 1), row),
                new Arrival(new Purchase("p2", "c1", 2, 1), row),
                new Arrival(new Refund("r1", "p1", "c1", 3, 1), other));
        EventCodec.writeArrivals(arrivals, out);
        assertThat(bytes.size()).isLessThan(1200);

        List<Arrival> read = EventCodec.readArrivals("c1", in());

        assertThat(read)
                .extracting(Arrival::event)
                .isEqualTo(arrivals.stream().map(Arrival::event).toList());
        assertThat(read.get(1).raw()).isSameAs(read.get(0).raw());
        assertThat(read.get(2).raw().origin()).isEqualTo(other.origin());
    }

    @Test
    void unknownKindIsRefused() {
        assertThatIOException()
                .isThrownBy(() -> EventCodec.read("c1", new DataInputStream(new ByteArrayInputStream(new byte[] {9}))))
                .withMessage("Kind of event: expected 0 to 2, found 9");
    }

    @Test
    void firstArrivalMustBringItsRecord() throws IOException {
        Packing.writeInt(1, out);
        EventCodec.write(new Purchase("p1", "c1", 1, 1), out);
        out.writeBoolean(true);
        assertThatIOException()
                .isThrownBy(() -> EventCodec.readArrivals("c1", in()))
                .withMessage("Arrivals: expected a record with the first event, found none");
    }

    private DataInputStream in() {
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }
}
