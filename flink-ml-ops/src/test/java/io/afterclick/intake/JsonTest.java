package io.afterclick.intake;

import static io.afterclick.intake.Intake.CLICKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Click;
import io.afterclick.event.EventKind;
import io.afterclick.event.Purchase;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One JSON object a line. */
final class JsonTest {

    private static final RecordLayout CLICKS = RecordLayout.ofClicks(List.of("brand", "city"));

    @Test
    void featuresStandFlatOrNested() {
        Click flat = click("\"brand\":\"Acme\",\"city\":7");
        Click nested = click("\"features\":{\"city\":7,\"brand\":\"Acme\",\"other\":null}");
        assertThat(flat.features().values()).containsExactly("Acme", "7");
        assertThat(nested).isEqualTo(flat);
    }

    @Test
    void declaredFeaturesAreFlatAndNestedOnesInTheOrderOfTheLine() {
        byte[] line = "{\"z\":1,\"click_id\":\"c\",\"features\":{\"b\":\"x\",\"a\":null},\"scene\":\"s\",\"tags\":[1]}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(RecordLayout.featuresAmong(JsonParser.declared(List.of(line))))
                .containsExactly("z", "b", "a");
    }

    @Test
    void damagedFirstLineDoesNotTakeTheFeaturesOfAllOthers() {
        List<byte[]> lines = Stream.of("{\"click_id\":", "[]", "{}", clickLine("\"brand\":1"), clickLine("\"x\":1"))
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
        assertThat(RecordLayout.featuresAmong(JsonParser.declared(lines))).containsExactly("brand");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1,100000",
        "1e2,100000000",
        "12.340000,12340000",
        "\"26.90\",26900000",
        "0.000001,1",
        "1E-6,1",
        "0,0",
        "-0.0,0",
        "999999999.999999,999999999999999"
    })
    void amountsStayExact(String written, long micros) {
        assertThat(Intake.only(purchase("\"amount\":" + written))).isEqualTo(new Purchase("p", "c", CLICKED, micros));
    }

    @Test
    void nullsAreAbsent() {
        Click click = click("\"user_id\":null,\"brand\":null,\"scene\":null,\"features\":null");
        assertThat(click.userId()).isEmpty();
        assertThat(click.scene()).isNull();
        assertThat(click.features().values()).containsExactly("", "");
        assertThat(Intake.refused(purchase("\"amount\":null")).reason()).isEqualTo(RefusalReason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"brand\":{\"a\":1}",
                "\"brand\":[1]",
                "\"features\":{\"brand\":{\"a\":1}}",
                "\"features\":[1]",
                "\"features\":\"text\"",
                "\"user_id\":{}"
            })
    void structuresWhereATextIsMeantAreMalformed(String fields) {
        assertThat(Intake.refused(parse(clickLine(fields))).reason()).isEqualTo(RefusalReason.MALFORMED);
    }

    @Test
    void structuresUnderNamesThatNobodyKnowsArePassedOver() {
        assertThat(click("\"extra\":{\"a\":[1,{\"click_id\":\"x\"}]},\"list\":[[1]],\"features\":{\"x\":[1]}")
                        .id())
                .isEqualTo("c");
    }

    @Test
    void nestedFeatureOfAnOwnFieldsNameDoesNotReplaceIt() {
        Click click = click("\"features\":{\"click_id\":\"other\",\"event_time_ms\":5,\"brand\":\"b\"}");
        assertThat(click.id()).isEqualTo("c");
        assertThat(click.time()).isEqualTo(CLICKED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"click_id\":\"d\"",
                "\"brand\":\"x\",\"brand\":\"x\"",
                "\"brand\":null,\"features\":{\"brand\":\"x\"}",
                "\"features\":{\"city\":1,\"city\":2}"
            })
    void fieldThatStandsTwiceIsMalformed(String fields) {
        Refused refused = Intake.refused(parse(clickLine(fields)));
        assertThat(refused.reason()).isEqualTo(RefusalReason.MALFORMED);
        assertThat(refused.detail()).contains("each field once").contains("twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "1",
                "null",
                "\"text\"",
                "{",
                "{}{}",
                "{} x",
                "{\"a\"}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":1,}",
                "\u0000",
                " ",
                "{\"a\":\"\u0001\"}",
                "{\"click_id\":\"c\" \"d\":1}"
            })
    void whatIsNoSingleObjectIsMalformed(String line) {
        assertThat(Intake.refused(parse(line)).reason()).isEqualTo(RefusalReason.MALFORMED);
    }

    @Test
    void hugeNestingIsMalformedAndCheap() {
        String deep = clickLine("\"extra\":" + "[".repeat(100_000) + "]".repeat(100_000));
        assertThat(Intake.refused(parse(deep)).reason()).isEqualTo(RefusalReason.MALFORMED);
        assertThat(Intake.refused(parse("{\"features\":".repeat(1_000))).reason())
                .isEqualTo(RefusalReason.MALFORMED);
    }

    @Test
    void hugeNumbersAreMalformed() {
        String digits = "9".repeat(200_000);
        assertThat(Intake.refused(purchase("\"amount\":" + digits)).reason()).isEqualTo(RefusalReason.MALFORMED);
        assertThat(Intake.refused(purchase("\"amount\":\"" + digits + "\"")).reason())
                .isEqualTo(RefusalReason.MALFORMED);
        assertThat(Intake.refused(purchase("\"amount\":1e999999999")).reason()).isEqualTo(RefusalReason.MALFORMED);
        assertThat(Intake.refused(purchase("\"amount\":1e-999999999")).reason()).isEqualTo(RefusalReason.MALFORMED);
    }

    @Test
    void halfOfASurrogatePairIsMalformed() {
        assertThat(Intake.refused(parse(clickLine("\"brand\":\"\\ud83d\""))).reason())
                .isEqualTo(RefusalReason.MALFORMED);
        assertThat(Intake.refused(parse(clickLine("\"brand\":\"\\ude42\\ud83d\"")))
                        .reason())
                .isEqualTo(RefusalReason.MALFORMED);
        assertThat(click("\"brand\":\"\\ud83d\\ude42\"").features().values()).containsExactly("🙂", "");
    }

    @Test
    void linesAreUtf8WhateverTheirFirstBytesLookLike() {
        byte[] wide = clickLine("\"brand\":\"x\"").getBytes(StandardCharsets.UTF_16LE);
        assertThat(Intake.refused(new JsonParser(CLICKS, Intake.RULES).parse(Intake.raw(wide)))
                        .reason())
                .isEqualTo(RefusalReason.MALFORMED);
    }

    private static Click click(String fields) {
        return (Click) Intake.only(parse(clickLine(fields)));
    }

    private static String clickLine(String fields) {
        return "{\"click_id\":\"c\",\"event_time_ms\":" + CLICKED + "," + fields + "}";
    }

    private static Parsed parse(String line) {
        return new JsonParser(CLICKS, Intake.RULES).parse(Intake.raw(line));
    }

    private static Parsed purchase(String fields) {
        String line = "{\"purchase_id\":\"p\",\"click_id\":\"c\",\"event_time_ms\":\"" + CLICKED + "\"," + fields + "}";
        return new JsonParser(RecordLayout.of(EventKind.PURCHASE), Intake.RULES).parse(Intake.raw(line));
    }
}
