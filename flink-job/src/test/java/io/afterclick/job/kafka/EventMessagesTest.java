package io.afterclick.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.EventKind;
import io.afterclick.event.Features;
import io.afterclick.event.Origin;
import io.afterclick.event.Purchase;
import io.afterclick.event.RawRecord;
import io.afterclick.event.Refund;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.MessageFormat;
import io.afterclick.intake.Parsed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EventMessagesTest {

    private static final long TIME = 1_746_144_000_000L;
    private static final List<String> FEATURES = List.of("brand", "city");
    private static final IntakeSettings SETTINGS = new IntakeSettings(FEATURES, 0, 2 * TIME, 1 << 10, false);

    private static final List<Event> EVENTS = List.of(
            new Click("c", "u", "i", TIME, null, Features.of(List.of("a \"b\"", "品牌"))),
            new Click("c2", "", "", TIME, "home", Features.of(List.of("", ""))),
            new Purchase("p", "c", TIME, 12_345_670_001L),
            new Refund("r", "p", "c", TIME, 1));

    private static Parsed parse(MessageFormat format, EventKind kind, byte[] bytes) {
        Origin origin = new Origin("topic", 3, Origin.NO_LINE, 42, bytes.length);
        return format.parser(kind, SETTINGS).parse(new RawRecord(origin, bytes));
    }

    @ParameterizedTest
    @EnumSource(MessageFormat.class)
    void whatIsSentIsWhatIsRead(MessageFormat format) throws Exception {
        EventMessages messages = new EventMessages(format, FEATURES);
        for (Event event : EVENTS) {
            Parsed parsed = parse(format, event.kind(), messages.message(event));
            assertThat(parsed.refused()).isEmpty();
            assertThat(parsed.arrivals()).singleElement().satisfies(arrival -> {
                assertThat(arrival.event()).isEqualTo(event);
                assertThat(arrival.raw().origin()).hasToString("topic-3@42");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(MessageFormat.class)
    void halfAMessageIsRefusedWithItsBytes(MessageFormat format) throws Exception {
        byte[] whole = new EventMessages(format, FEATURES).message(EVENTS.get(0));
        for (int length = 0; length < whole.length; length++) {
            byte[] half = Arrays.copyOf(whole, length);
            assertThat(parse(format, EventKind.CLICK, half).refused())
                    .singleElement()
                    .satisfies(refused -> {
                        assertThat(refused.reason()).isEqualTo(RefusalReason.MALFORMED);
                        assertThat(refused.raw().bytes()).isEqualTo(half);
                    });
        }
    }

    @Test
    void otherSchemaIsRefusedByItsFingerprint() throws Exception {
        byte[] purchase = new EventMessages(MessageFormat.AVRO, FEATURES).message(EVENTS.get(2));
        assertThat(parse(MessageFormat.AVRO, EventKind.CLICK, purchase).refused())
                .singleElement()
                .extracting(Refused::detail)
                .asString()
                .startsWith("record: expected schema ")
                .contains("(io.afterclick.schemas.Click), found 'schema ");
    }

    @Test
    void moreThanARecordIsRefused() throws Exception {
        byte[] click = new EventMessages(MessageFormat.AVRO, FEATURES).message(EVENTS.get(0));
        assertThat(parse(MessageFormat.AVRO, EventKind.CLICK, Arrays.copyOf(click, click.length + 2))
                        .refused())
                .extracting(Refused::detail)
                .containsExactly("record: expected one record, found '2 more bytes'");
    }

    @ParameterizedTest
    @EnumSource(MessageFormat.class)
    void longMessageIsRefusedAndItsBeginningKept(MessageFormat format) {
        byte[] bytes = new byte[(1 << 10) + 1];
        assertThat(parse(format, EventKind.REFUND, bytes).refused())
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(RefusalReason.MALFORMED);
                    assertThat(refused.detail()).isEqualTo("record: expected at most 1024 bytes, found '1025 bytes'");
                    assertThat(refused.raw().bytes()).hasSize(1 << 10);
                    assertThat(refused.raw().origin().length()).isEqualTo(1025);
                });
    }
}
