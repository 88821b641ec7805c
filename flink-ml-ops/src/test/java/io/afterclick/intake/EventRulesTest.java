package io.afterclick.intake;

import static io.afterclick.intake.Intake.CLICKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a readable record valid, and which reason counts where several hold. */
final class EventRulesTest {

    private static final String LONG_ID = "x".repeat(EventRules.LONGEST_ID + 1);
    private static final List<String> VALID_IDS = List.of("a", "x".repeat(EventRules.LONGEST_ID), " b ");
    private static final List<String> INVALID_IDS = List.of("", "  ", LONG_ID);
    private static final List<String> VALID_TIMES =
            List.of("946684800000", "4102444800000", " 1746144000000 ", String.valueOf(CLICKED));
    private static final List<String> INVALID_TIMES =
            List.of("946684799999", "4102444800001", "0", "-5", "" + Long.MIN_VALUE);
    private static final List<String> MALFORMED_TIMES =
            List.of("", " ", "soon", "1e12", "1746144000000.0", "NaN", "9223372036854775808");
    private static final List<String> VALID_AMOUNTS = List.of("0", "0.000001", "1000000000", " 5 ", "-0");
    private static final List<String> INVALID_AMOUNTS =
            List.of("", " ", "-0.01", "-1", "NaN", "nan", "Infinity", "-inf", "+INF", "1000000000.000001");
    private static final List<String> MALFORMED_AMOUNTS =
            List.of("free", "1,5", "0x10", "1.0000001", "1e30", "5 EUR", "--1", "1" + "0".repeat(5000));

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void malformedFieldWinsOverInvalidOnesWhereverTheyStand(EventKind kind) {
        RecordLayout layout = RecordLayout.of(kind);
        EventAssembler assembler = new EventAssembler(layout, Intake.RULES);
        List<List<String>> values = new ArrayList<>();
        for (String name : layout.names().subList(0, layout.required())) {
            values.add(choices(name));
        }
        if (kind != EventKind.CLICK) {
            values.add(choices(RecordLayout.AMOUNT));
        }
        int cases = 0;
        for (List<String> fields : combinations(values)) {
            String[] row = new String[layout.names().size()];
            fields.toArray(row);
            assertThat(verdict(assembler.assemble(row, Intake.raw("x"))))
                    .as("%s", fields)
                    .isEqualTo(expected(layout, fields));
            cases++;
        }
        assertThat(cases).isGreaterThanOrEqualTo(27);
    }

    static Stream<List<List<String>>> timesByVerdict() {
        return Stream.of(List.of(VALID_TIMES, INVALID_TIMES, MALFORMED_TIMES));
    }

    @ParameterizedTest
    @MethodSource("timesByVerdict")
    void timesAreJudged(List<List<String>> times) {
        assertVerdicts(times, time -> new String[] {"p", "c", time, "1", null});
    }

    @Test
    void amountsAreJudged() {
        assertVerdicts(List.of(VALID_AMOUNTS, INVALID_AMOUNTS, MALFORMED_AMOUNTS), amount ->
                new String[] {"p", "c", "" + CLICKED, amount, null});
    }

    @Test
    void idsAreJudged() {
        assertVerdicts(
                List.of(VALID_IDS, INVALID_IDS, List.of()), id -> new String[] {id, "c", "" + CLICKED, "1", null});
        assertVerdicts(
                List.of(VALID_IDS, INVALID_IDS, List.of()), id -> new String[] {"p", id, "" + CLICKED, "1", null});
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1000000000000001", "x", "1.5", "99999999999999999999"})
    void amountsInMicrosAreJudged(String micros) {
        RefusalReason reason = micros.matches("-?\\d{1,18}") ? RefusalReason.INVALID : RefusalReason.MALFORMED;
        Parsed parsed = purchases().assemble(new String[] {"p", "c", "" + CLICKED, null, micros}, Intake.raw("x"));
        assertThat(Intake.refused(parsed).reason()).isEqualTo(reason);
    }

    @Test
    void refusalTellsWhatCouldBeRead() {
        Refused refused = Intake.refused(
                purchases().assemble(new String[] {"p", "c", "" + CLICKED, "-1", null}, Intake.raw("raw")));
        assertThat(refused.kind()).isEqualTo(EventKind.PURCHASE);
        assertThat(refused.id()).isEqualTo("p");
        assertThat(refused.clickId()).isEqualTo("c");
        assertThat(refused.time()).isEqualTo(CLICKED);
        assertThat(refused.detail()).isEqualTo("amount: expected an amount from 0 to 1000000000.00, found '-1.00'");
        Refused blank = Intake.refused(purchases().assemble(new String[5], Intake.raw("raw")));
        assertThat(blank.id()).isNull();
        assertThat(blank.clickId()).isNull();
        assertThat(blank.time()).isNull();
    }

    private static EventAssembler purchases() {
        return new EventAssembler(RecordLayout.of(EventKind.PURCHASE), Intake.RULES);
    }

    private static void assertVerdicts(
            List<List<String>> byVerdict, java.util.function.Function<String, String[]> row) {
        List<String> names = List.of("VALID", "INVALID", "MALFORMED");
        for (int i = 0; i < names.size(); i++) {
            for (String value : byVerdict.get(i)) {
                assertThat(verdict(purchases().assemble(row.apply(value), Intake.raw("x"))))
                        .as("'%s'", value)
                        .isEqualTo(names.get(i));
            }
        }
    }

    private static List<String> choices(String name) {
        return switch (name) {
            case RecordLayout.TIME -> List.of(VALID_TIMES.get(0), INVALID_TIMES.get(0), MALFORMED_TIMES.get(2));
            case RecordLayout.AMOUNT -> List.of("1", "NaN", "", "-1", "free");
            default -> List.of("id", "", LONG_ID);
        };
    }

    private static List<List<String>> combinations(List<List<String>> values) {
        List<List<String>> all = List.of(List.of());
        for (List<String> choices : values) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> row : all) {
                for (String choice : choices) {
                    List<String> next = new ArrayList<>(row);
                    next.add(choice);
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }

    private static String expected(RecordLayout layout, List<String> fields) {
        boolean invalid = false;
        for (int i = 0; i < fields.size(); i++) {
            String name = i < layout.required() ? layout.names().get(i) : RecordLayout.AMOUNT;
            String value = fields.get(i);
            if (value.equals("soon") || value.equals("free")) {
                return "MALFORMED";
            }
            // Who clicked and on what is no identity of the event.
            boolean free = name.equals("user_id") || name.equals("item_id");
            invalid |= !free && !value.equals(choices(name).get(0));
        }
        return invalid ? "INVALID" : "VALID";
    }

    private static String verdict(Parsed parsed) {
        return parsed.refused().isEmpty()
                ? "VALID"
                : Intake.refused(parsed).reason().name();
    }
}
