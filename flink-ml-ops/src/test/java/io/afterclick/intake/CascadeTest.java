package io.afterclick.intake;

import static io.afterclick.intake.Intake.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.Click;
import io.afterclick.event.EventKind;
import io.afterclick.event.Features;
import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of the official CASCADE file, processed and raw. */
final class CascadeTest {

    private static final String ZEROS = "\t0".repeat(21);
    private static final long MAY_2 = 1_746_144_000L;

    @Test
    void processedRowIsAClickWithItsFuture() {
        Parsed row = processed(11, "1468890\t1469090\t1469390\t10" + ZEROS);
        long click = EPOCH + 1_468_890_000L;
        assertThat(Intake.events(row))
                .containsExactly(
                        new Click("0000000010", "", "", click, null, features("10", 21)),
                        new Purchase("0000000010-0000", "0000000010", click + 200_000, 0),
                        new Refund("0000000010-0000", "0000000010-0000", "0000000010", click + 500_000, 0));
        assertThat(row.refused()).isEmpty();
    }

    @Test
    void minusOneIsNone() {
        assertThat(Intake.events(processed(1, "1468860\t-1\t-1\t7" + ZEROS)))
                .containsExactly(new Click("0000000000", "", "", EPOCH + 1_468_860_000L, null, features("7", 21)));
        assertThat(Intake.events(processed(30, "1468700\t1468750\t-1\t28" + ZEROS)))
                .hasSize(2);
    }

    @Test
    void refundWithoutPurchaseAndPurchaseBeforeClickArePassedOn() {
        assertThat(Intake.events(processed(1, "1000\t-1\t2000\t1" + ZEROS)))
                .hasSize(2)
                .contains(new Refund("0000000000-0000", "0000000000-0000", "0000000000", EPOCH + 2_000_000, 0));
        assertThat(Intake.events(processed(1, "1000\t999\t-1\t1" + ZEROS)))
                .contains(new Purchase("0000000000-0000", "0000000000", EPOCH + 999_000, 0));
    }

    @Test
    void rawRowHasUnixSecondsListsAndTexts() {
        Parsed row =
                raw(3, MAY_2 + "\t[%d, %d]\t[%d]\tбрэнд\t[\"a\",\"b\"]\t".formatted(MAY_2 + 5, MAY_2 + 9, MAY_2 + 7));
        assertThat(Intake.events(row))
                .containsExactly(
                        new Click(
                                "0000000002",
                                "",
                                "",
                                MAY_2 * 1000,
                                null,
                                Features.of(List.of("брэнд", "[\"a\",\"b\"]", ""))),
                        new Purchase("0000000002-0000", "0000000002", MAY_2 * 1000 + 5000, 0),
                        new Purchase("0000000002-0001", "0000000002", MAY_2 * 1000 + 9000, 0),
                        new Refund("0000000002-0000", "0000000002-0000", "0000000002", MAY_2 * 1000 + 7000, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[-1]", "[nan]", "nan", "NaN", "-1", "", "[ ]"})
    void listsOfNothingHoldNothing(String none) {
        Parsed row = raw(1, MAY_2 + "\t" + none + "\t" + none + "\ta\tb\tc");
        assertThat(row.arrivals()).hasSize(1);
        assertThat(row.refused()).isEmpty();
    }

    @Test
    void listOfSeveralRefundsPairsThemWithPurchasesInOrder() {
        Parsed row = raw(1, MAY_2 + "\t[%d]\t['%d', \"%d\"]\ta\tb\tc".formatted(MAY_2 + 1, MAY_2 + 2, MAY_2 + 3));
        assertThat(Intake.events(row))
                .hasSize(4)
                .endsWith(new Refund("0000000000-0001", "0000000000-0001", "0000000000", MAY_2 * 1000 + 3000, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%d\t[1\t[]\ta\tb\tc",
                "%d\t[1,,2]\t[]\ta\tb\tc",
                "%d\t[x]\t[]\ta\tb\tc",
                "%d\t[1.5]\t[]\ta\tb\tc",
                "%d\t[]\t[]\ta\tb",
                "%d\t[]\t[]\ta\tb\tc\td",
                "%d\t[]\t[]\ta\u0001\tb\tc",
                "%d\t[999999999999999999999999999999]\t[]\ta\tb\tc",
                "\t[]\t[]\ta\tb\tc",
                "nan\t[]\t[]\ta\tb\tc"
            })
    void rawRowsThatCannotBeReadAreMalformed(String row) {
        assertThat(Intake.refused(raw(1, row.replace("%d", String.valueOf(MAY_2))))
                        .reason())
                .isEqualTo(RefusalReason.MALFORMED);
    }

    @Test
    void rawFeatureOfBytesThatAreNoUtf8IsMalformed() {
        byte[] row = (MAY_2 + "\t[]\t[]\ta\tb\tc").getBytes(StandardCharsets.UTF_8);
        row[row.length - 1] = (byte) 0xC3;
        assertThat(Intake.refused(new CascadeParser(Intake.RULES, EPOCH, 3, true, List.of()).parse(Intake.raw(row)))
                        .reason())
                .isEqualTo(RefusalReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1468860\t-1\t-1\t7",
                "1468860\t-1\t-1\t7%s\t0",
                "1468860\t-1\t-1\t-7%s",
                "1468860\t-1\t-1\t%s",
                "1468860\t-1\t-1\t1.0%s",
                "999999999999999999999999999999\t-1\t-1\t7%s",
                "1468860\t999999999999999999999999999999\t-1\t7%s",
                "1468860\t-1\t-\t7%s",
                "1468860\t[5]\t-1\t7%s",
                "+5\t-1\t-1\t7%s",
                " 5\t-1\t-1\t7%s"
            })
    void processedRowsThatCannotBeReadAreMalformed(String row) {
        Refused refused = Intake.refused(processed(1, row.replace("%s", ZEROS)));
        assertThat(refused.reason()).isEqualTo(RefusalReason.MALFORMED);
        assertThat(refused.kind()).isEqualTo(EventKind.CLICK);
    }

    @Test
    void clickOutsideTheAllowedTimesIsInvalidUnlessTheRowIsMalformed() {
        assertThat(Intake.refused(processed(1, "99999999999999\t-1\t-1\t7" + ZEROS))
                        .reason())
                .isEqualTo(RefusalReason.INVALID);
        assertThat(Intake.refused(processed(1, "-999999999999999999\t-1\t-1\t7" + ZEROS))
                        .reason())
                .isEqualTo(RefusalReason.INVALID);
        assertThat(Intake.refused(processed(1, "99999999999999\t-1\t-1\tx" + ZEROS))
                        .reason())
                .isEqualTo(RefusalReason.MALFORMED);
    }

    @Test
    void eventOutsideTheAllowedTimesIsRefusedAlone() {
        Parsed row = processed(6, "1000\t99999999999999\t2000\t1" + ZEROS);
        assertThat(Intake.events(row))
                .extracting(event -> event.kind())
                .containsExactly(EventKind.CLICK, EventKind.REFUND);
        assertThat(row.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.kind()).isEqualTo(EventKind.PURCHASE);
            assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID);
            assertThat(refused.id()).isEqualTo("0000000005-0000");
            assertThat(refused.clickId()).isEqualTo("0000000005");
        });
    }

    @Test
    void rowsMayHaveOtherNumbersOfFeatures() {
        assertThat(CascadeParser.declaredFeatures("f", bytes("1\t-1\t-1\t5"))).isEqualTo(1);
        assertThat(Intake.events(new CascadeParser(Intake.RULES, EPOCH, 1, false, List.of())
                        .parse(Intake.line(1, "1\t-1\t-1\t5"))))
                .hasSize(1);
        assertThatThrownBy(() -> CascadeParser.declaredFeatures("f.tsv", bytes("1,-1,-1,5")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("f.tsv:1: expected click, purchase and refund time")
                .hasMessageEndingWith("found 1 columns");
    }

    @Test
    void damagedFirstRowDoesNotTellHowAllOthersLook() {
        List<byte[]> rows = Stream.of("1\t2", "5\t[]\t[]\ta", "6\t[]\t[]\tb", "7")
                .map(CascadeTest::bytes)
                .toList();
        assertThat(CascadeParser.typical(rows)).isEqualTo(rows.get(1));
        assertThat(CascadeParser.looksRaw(rows.get(1))).isTrue();
        assertThat(CascadeParser.looksRaw(bytes("5\t-1\t-1\t[a]"))).isFalse();
    }

    private static Features features(String first, int zeros) {
        return Features.of(
                Stream.concat(Stream.of(first), Stream.generate(() -> "0").limit(zeros))
                        .toList());
    }

    @Test
    void oneDamagedRowDoesNotMakeAFileRaw() {
        List<byte[]> rows = List.of(bytes("1\t[2\t-1\t5"), bytes("2\t-1\t-1\t5"), bytes("3\t-1\t-1\t6"));
        assertThat(CascadeParser.areRaw(rows)).isFalse();
        assertThat(CascadeParser.areRaw(List.of(bytes("1\t[]\t[]\t5")))).isTrue();
        assertThat(CascadeParser.areRaw(List.of(bytes("1\t-1\t-1\ta"), bytes("2\t[3]\t[]\tb"))))
                .isTrue();
        assertThat(CascadeParser.areRaw(List.of())).isFalse();
    }

    private static Parsed processed(long line, String row) {
        return new CascadeParser(Intake.RULES, EPOCH, 22, false, List.of()).parse(Intake.line(line, row));
    }

    private static Parsed raw(long line, String row) {
        return new CascadeParser(Intake.RULES, EPOCH, 3, true, List.of()).parse(Intake.line(line, row));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
