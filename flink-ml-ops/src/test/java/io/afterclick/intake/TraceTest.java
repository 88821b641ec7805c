package io.afterclick.intake;

import static io.afterclick.intake.Intake.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.EventKind;
import io.afterclick.event.Features;
import io.afterclick.event.Purchase;
import io.afterclick.event.RefusalReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of the official TRACE file. */
final class TraceTest {

    private static final String HEADER = "feature_0\tfeature_1\tclick_time\tpay_time\tdirpay_amt\tmulti_tag\tcount"
            + "\ttotal_counts\tprev_dirpay_amt\tprev_pay_time";

    @Test
    void rowIsAClickWithItsPurchases() {
        Parsed row = parse(
                6, "0\t4\t4924850\t[4928450, 5011250]\t[100.0, 40.0]\t1\t[1, 2]\t2\t[0.0, 100.0]\t[4924850, 4928450]");
        assertThat(Intake.events(row))
                .containsExactly(
                        new Click("0000000004", "", "", EPOCH + 4_924_850_000L, null, Features.of(List.of("0", "4"))),
                        new Purchase("0000000004-0000", "0000000004", EPOCH + 4_928_450_000L, 100_000_000),
                        new Purchase("0000000004-0001", "0000000004", EPOCH + 5_011_250_000L, 40_000_000));
    }

    @Test
    void headerIsNoRow() {
        assertThat(Intake.events(parse(2, row("[4924870]", "[100.0]"))).get(0).clickId())
                .isEqualTo("0000000000");
    }

    @ParameterizedTest
    @CsvSource({
        "26.900000000000002,26900000",
        "0.30000000000000004,300000",
        "1e-07,0",
        "5e-07,0",
        "1.5e-06,2",
        "2.5e-06,2",
        "-0.0,0",
        "1e3,1000000000",
        "12,12000000",
        "999999999.9999999,1000000000000000"
    })
    void amountsThatPassedThroughBinaryFloatingPointAreRoundedToMicros(String written, long micros) {
        Event purchase =
                Intake.events(parse(2, row("[4924870]", "[" + written + "]"))).get(1);
        assertThat(((Purchase) purchase).amountMicros()).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "-nan", "inf", "-Infinity", "-5.0", "1000000000.1", "-1e-6", "''"})
    void amountsThatCannotBeRefuseTheirPurchaseAlone(String written) {
        Parsed row = parse(2, row("[4924870, 4924880]", "[1.0, " + written + "]"));
        assertThat(row.arrivals()).hasSize(2);
        assertThat(row.refused()).singleElement().satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID);
            assertThat(refused.kind()).isEqualTo(EventKind.PURCHASE);
            assertThat(refused.id()).isEqualTo("0000000000-0001");
        });
    }

    @Test
    void malformedFeatureWinsOverInvalidAmount() {
        assertThat(Intake.refused(parse(2, "x\t4\t4924850\t[1, 2]\t[nan, 1]\t1\t[1]\t2\t[0]\t[1]"))
                        .reason())
                .isEqualTo(RefusalReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\t4\t4924850\t[1, 2]\t[100.0]\t1\t[1]\t2\t[0]\t[1]",
                "0\t4\t4924850\t[1]\t[]\t1\t[1]\t2\t[0]\t[1]",
                "0\t4\t4924850\t[1]\t[-1]\t1\t[1]\t2\t[0]\t[1]",
                "0\t4\t4924850\t[1]\t[abc]\t1\t[1]\t2\t[0]\t[1]",
                "0\t4\t4924850\t[1]\t[1.0.0]\t1\t[1]\t2\t[0]\t[1]",
                "0\t4\t4924850\t[1]\t[1e300]\t1\t[1]\t2\t[0]\t[1]",
                "0\t4\t4924850\t[1]\t[1e-300]\t1\t[1]\t2\t[0]\t[1]",
                "0\t4\t4924850\t[1]\t[111111111111111111111111111111111111111111]\t1\t[1]\t2\t[0]\t[1]",
                "0\t4\t999999999999999999999999999999\t[1]\t[1]\t1\t[1]\t2\t[0]\t[1]",
                "0\t4\t4924850\t[999999999999999999999999999999]\t[1]\t1\t[1]\t2\t[0]\t[1]",
                "0\t-4\t4924850\t[1]\t[1]\t1\t[1]\t2\t[0]\t[1]",
                "0\t4\t4924850\t[1]\t[1]\t1\t[1]\t2\t[0]",
                "0\t4\t4924850\t[1]\t[1]\t1\t[1]\t2\t[0]\t[1]\t",
                "0\t4\t4924850\t[1\t[1]\t1\t[1]\t2\t[0]\t[1]"
            })
    void rowsThatCannotBeReadAreMalformed(String row) {
        assertThat(Intake.refused(parse(2, row)).reason()).isEqualTo(RefusalReason.MALFORMED);
    }

    @Test
    void featuresAreTheColumnsBeforeTheClickTime() {
        assertThat(TraceParser.features("f", header(HEADER))).containsExactly("feature_0", "feature_1");
        assertThat(TraceParser.features("f", header(HEADER + "\r"))).hasSize(2);
    }

    @Test
    void missingColumnIsOneLineThatNamesFileExpectedAndFound() {
        assertThatThrownBy(() ->
                        new TraceParser(Intake.RULES, EPOCH, "t.tsv", header("a\tclick_time\tpay_time\tx"), List.of()))
                .isInstanceOf(InputException.class)
                .hasMessage("t.tsv:1: expected a header with the column dirpay_amt, found 'a click_time pay_time x'");
    }

    private static Parsed parse(long line, String row) {
        return new TraceParser(Intake.RULES, EPOCH, "file", header(HEADER), List.of()).parse(Intake.line(line, row));
    }

    private static List<String> header(String text) {
        return TraceParser.header(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String row(String times, String amounts) {
        return "0\t0\t4924810\t" + times + "\t" + amounts + "\t0\t[1]\t1\t[0.0]\t[4924810]";
    }
}
