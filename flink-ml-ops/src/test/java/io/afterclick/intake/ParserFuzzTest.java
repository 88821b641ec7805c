package io.afterclick.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.EventCodec;
import io.afterclick.event.EventKind;
import io.afterclick.event.Purchase;
import io.afterclick.event.RawRecord;
import io.afterclick.event.Refund;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged records never stop a parser, never become events that break the rules, and are accounted for once. More of
 * them with {@code -Dfuzz.iterations=}.
 */
final class ParserFuzzTest {

    private static final int ITERATIONS = Integer.getInteger("fuzz.iterations", 20_000);
    private static final String ZEROS = "\t0".repeat(21);

    /** A parser with lines that it takes. */
    private record Target(String name, RecordParser parser, List<String> valid) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Target> targets() {
        RecordLayout clicks = RecordLayout.ofClicks(List.of("brand", "city"));
        RecordLayout purchases = RecordLayout.of(EventKind.PURCHASE);
        RecordLayout refunds = RecordLayout.of(EventKind.REFUND);
        EventRules rules = Intake.RULES;
        long epoch = Intake.EPOCH;
        return Stream.of(
                new Target(
                        "CSV clicks",
                        csv(clicks, "click_id,user_id,item_id,event_time_ms,brand,city"),
                        List.of("c,u,i,1746144000000,a,b", "\"c,\"\"1\",u,,1746144000000,\"品牌\",🙂")),
                new Target(
                        "CSV refunds",
                        csv(refunds, "refund_id,purchase_id,click_id,event_time_ms,amount"),
                        List.of("r,p,c,1746144000000,12.34", "r,p,c, 1746144000000 ,1e-3")),
                new Target(
                        "JSON clicks",
                        new JsonParser(clicks, rules),
                        List.of(
                                "{\"click_id\":\"c\",\"event_time_ms\":1746144000000,\"brand\":\"x\",\"extra\":[1,{}]}",
                                "{\"click_id\":7,\"event_time_ms\":\"1746144000000\",\"features\":{\"city\":\"\\ud83d\\ude42\"}}")),
                new Target(
                        "JSON purchases",
                        new JsonParser(purchases, rules),
                        List.of(
                                "{\"purchase_id\":\"p\",\"click_id\":\"c\",\"event_time_ms\":1746144000000,\"amount\":12.34}",
                                "{\"purchase_id\":\"p\",\"click_id\":\"c\",\"event_time_ms\":1746144000000,\"amount_micros\":5}")),
                new Target(
                        "processed CASCADE",
                        new CascadeParser(rules, epoch, 22, false, List.of()),
                        List.of("1468890\t1469090\t1469390\t10" + ZEROS, "1468860\t-1\t-1\t7" + ZEROS)),
                new Target(
                        "raw CASCADE",
                        new CascadeParser(rules, epoch, 3, true, List.of()),
                        List.of(
                                "1746144000\t[1746144005, 1746144009]\t['1746144007']\tбрэнд\t[\"a\"]\t",
                                "1746144000\t[]\t[-1]\ta\tb\tc")),
                new Target(
                        "TRACE",
                        new TraceParser(
                                rules,
                                epoch,
                                "file",
                                List.of("f", "g", "click_time", "pay_time", "dirpay_amt", "n"),
                                List.of()),
                        List.of(
                                "0\t4\t4924850\t[4928450, 5011250]\t[26.900000000000002, 1e-07]\t1",
                                "1\t2\t3\t[]\t[]\t")));
    }

    @ParameterizedTest(name = "{0}, seed 17")
    @MethodSource("targets")
    void damagedRecordsAreRefusedOrKeepTheRules(Target target) throws IOException {
        Random random = new Random(17);
        List<byte[]> valid = target.valid().stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
        for (byte[] line : valid) {
            assertThat(target.parser()
                            .parse(Intake.line(2, new String(line, StandardCharsets.UTF_8)))
                            .refused())
                    .isEmpty();
        }
        int taken = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            RawRecord raw = Intake.raw(Mutations.of(valid.get(i % valid.size()), random));
            Parsed parsed = target.parser().parse(raw);
            assertAccountedFor(parsed, raw);
            taken += parsed.arrivals().isEmpty() ? 0 : 1;
        }
        assertThat(taken).isBetween(ITERATIONS / 20, ITERATIONS);
    }

    static void assertAccountedFor(Parsed parsed, RawRecord raw) throws IOException {
        boolean refusedWhole = parsed.arrivals().isEmpty() && parsed.refused().size() == 1;
        boolean taken = !parsed.arrivals().isEmpty();
        check(refusedWhole || taken, parsed, raw);
        for (Refused refused : parsed.refused()) {
            boolean known = refused.reason() == RefusalReason.MALFORMED || refused.reason() == RefusalReason.INVALID;
            boolean oneLine = refused.detail().chars().noneMatch(Character::isISOControl);
            check(known && oneLine && refused.detail().length() < 300 && refused.raw() == raw, parsed, raw);
            check(refusedWhole || refused.reason() == RefusalReason.INVALID, parsed, raw);
        }
        String clickId = taken ? parsed.arrivals().get(0).event().clickId() : "";
        for (Arrival arrival : parsed.arrivals()) {
            check(arrival.raw() == raw && arrival.event().clickId().equals(clickId), parsed, raw);
            check(keepsTheRules(arrival.event()), parsed, raw);
            check(survivesState(arrival.event()), parsed, raw);
        }
    }

    private static boolean keepsTheRules(Event event) {
        boolean time = event.time() >= EventRules.EARLIEST_TIME && event.time() <= Intake.LATEST;
        boolean ids = isId(event.id()) && isId(event.clickId());
        if (event instanceof Purchase purchase) {
            return time && ids && isAmount(purchase.amountMicros());
        }
        return event instanceof Refund refund
                ? time && ids && isId(refund.purchaseId()) && isAmount(refund.amountMicros())
                : time && ids && event instanceof Click;
    }

    private static boolean isId(String id) {
        return !id.isBlank() && id.length() <= EventRules.LONGEST_ID;
    }

    private static boolean isAmount(long micros) {
        return micros >= 0 && micros <= EventRules.LARGEST_AMOUNT_MICROS;
    }

    private static boolean survivesState(Event event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        EventCodec.write(event, new DataOutputStream(bytes));
        return EventCodec.read(event.clickId(), new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())))
                .equals(event);
    }

    private static void check(boolean holds, Parsed parsed, RawRecord raw) {
        if (!holds) {
            throw new AssertionError("expected a record that is taken by the rules or refused once, found " + parsed
                    + " of " + Intake.shown(raw));
        }
    }

    private static CsvParser csv(RecordLayout layout, String header) {
        return new CsvParser(
                layout, Intake.RULES, "file", CsvParser.header("file", header.getBytes(StandardCharsets.UTF_8)));
    }
}
