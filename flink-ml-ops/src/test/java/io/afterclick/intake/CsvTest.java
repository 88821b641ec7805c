package io.afterclick.intake;

import static io.afterclick.intake.Intake.CLICKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.Click;
import io.afterclick.event.EventKind;
import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One line of comma-separated values, and the header that names its columns. */
final class CsvTest {

    private static final String CLICKS = "click_id,user_id,item_id,event_time_ms,brand,city";
    private static final String PURCHASES = "purchase_id,click_id,event_time_ms,amount";

    @Test
    void quotesHoldCommasAndDoubledQuotes() {
        Click click =
                (Click) Intake.only(click("\"c,1\",\"u\"\"1\"\"\",\"\"," + CLICKED + ",\"a,\"\"b\"\",c\",\"\"\"\""));
        assertThat(click.id()).isEqualTo("c,1");
        assertThat(click.userId()).isEqualTo("u\"1\"");
        assertThat(click.itemId()).isEmpty();
        assertThat(click.features().values()).containsExactly("a,\"b\",c", "\"");
    }

    @Test
    void columnsAreFoundByNameInAnyOrder() {
        CsvParser parser =
                parser(RecordLayout.of(EventKind.REFUND), "amount, click_id ,event_time_ms,refund_id,purchase_id");
        assertThat(Intake.only(parser.parse(Intake.raw("12.34,c,%d,r,p".formatted(CLICKED)))))
                .isEqualTo(new Refund("r", "p", "c", CLICKED, 12_340_000));
    }

    @Test
    void purchasesMayHaveColumnsThatNobodyKnows() {
        CsvParser parser =
                parser(RecordLayout.of(EventKind.PURCHASE), "note,purchase_id,click_id,event_time_ms,amount,shop");
        assertThat(Intake.only(parser.parse(Intake.raw("hello,p,c,%d,1,\"x,y\"".formatted(CLICKED)))))
                .isEqualTo(new Purchase("p", "c", CLICKED, 1_000_000));
    }

    @Test
    void microsCountWhereNoDecimalAmountStands() {
        CsvParser parser = parser(RecordLayout.of(EventKind.PURCHASE), PURCHASES + ",amount_micros");
        assertThat(Intake.only(parser.parse(Intake.raw("p,c,%d,,15".formatted(CLICKED)))))
                .isEqualTo(new Purchase("p", "c", CLICKED, 15));
        assertThat(Intake.refused(parser.parse(Intake.raw("p,c,%d,,".formatted(CLICKED))))
                        .reason())
                .isEqualTo(RefusalReason.INVALID);
    }

    @Test
    void missingColumnsAreNamedInOneLine() {
        assertThatThrownBy(() -> parser(RecordLayout.of(EventKind.PURCHASE), "purchase_id,event_time_ms,sum"))
                .isInstanceOf(InputException.class)
                .hasMessage("file.csv:1: expected the columns purchase_id,click_id,event_time_ms,amount,"
                        + " found 'purchase_id,event_time_ms,sum' (missing: click_id,amount)");
    }

    @Test
    void missingFeaturesOfALaterFileAreNamed() {
        RecordLayout layout = RecordLayout.ofClicks(List.of("brand", "city"));
        assertThatThrownBy(() -> parser(layout, "click_id,user_id,item_id,event_time_ms,city"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("file.csv:1: expected the columns")
                .hasMessageEndingWith("(missing: brand)");
    }

    @Test
    void featuresAreMappedByNameWhereALaterFileHasAnotherOrder() {
        RecordLayout layout = RecordLayout.ofClicks(List.of("brand", "city"));
        CsvParser parser = parser(layout, "city,event_time_ms,brand,item_id,user_id,click_id");
        Click click = (Click) Intake.only(parser.parse(Intake.raw("Rome,%d,Acme,i,u,c".formatted(CLICKED))));
        assertThat(click.features().values()).containsExactly("Acme", "Rome");
    }

    @Test
    void featuresAreAllOtherColumnsInTheOrderOfTheHeader() {
        List<String> header = CsvParser.header(
                "file.csv",
                "zeta,click_id,alpha,user_id,scene,item_id,event_time_ms,\"x,y\"".getBytes(StandardCharsets.UTF_8));
        assertThat(RecordLayout.featuresAmong(header)).containsExactly("zeta", "alpha", "x,y");
    }

    @Test
    void sameNameForTwoColumnsIsRefused() {
        assertThatThrownBy(() -> parser(RecordLayout.of(EventKind.PURCHASE), PURCHASES + ",amount"))
                .isInstanceOf(InputException.class)
                .hasMessage("file.csv:1: expected a name of its own for each column, found 'amount' twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c,u,i", "c,u,i,1746144000000,a", "c,u,i,1746144000000,a,b,", "x"})
    void otherNumbersOfColumnsAreMalformed(String line) {
        Refused refused = Intake.refused(click(line));
        assertThat(refused.reason()).isEqualTo(RefusalReason.MALFORMED);
        assertThat(refused.detail()).startsWith("record: expected 6 columns, found '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"c,u,i,1746144000000,a,b", "c,u,i,1746144000000,a,\"", "\"c\"d,u,i,1746144000000,a,b"})
    void brokenQuotesAreMalformed(String line) {
        assertThat(Intake.refused(click(line)).reason()).isEqualTo(RefusalReason.MALFORMED);
    }

    @Test
    void brokenQuoteInTheHeaderIsOneLineWithFileAndReason() {
        assertThatThrownBy(() -> CsvParser.header("file.csv", "click_id,\"user".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("file.csv:1: expected a header line")
                .hasMessageContaining("a closing quote")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void textBeyondAsciiStaysAsItIs() {
        Click click = (Click) Intake.only(click("ключ,用户,i," + CLICKED + ",品牌 🙂,Zürich"));
        assertThat(click.id()).isEqualTo("ключ");
        assertThat(click.features().values()).containsExactly("品牌 🙂", "Zürich");
    }

    @Test
    void emptyFeaturesAreValues() {
        Click click = (Click) Intake.only(click("c,u,i," + CLICKED + ",,"));
        assertThat(click.features().values()).containsExactly("", "");
    }

    @Test
    void bytesThatAreNoUtf8AreMalformedAndKeptUntouched() {
        byte[] line = ("c,u,i," + CLICKED + ",ab,cd").getBytes(StandardCharsets.UTF_8);
        line[line.length - 1] = (byte) 0xFF;
        Refused refused = Intake.refused(clicks().parse(Intake.raw(line)));
        assertThat(refused.reason()).isEqualTo(RefusalReason.MALFORMED);
        assertThat(refused.detail()).contains("expected UTF-8 text").doesNotContain("\uFFFD");
        assertThat(refused.raw().bytes()).isEqualTo(line).endsWith((byte) 0xFF);
    }

    @Test
    void replacementCharacterThatWasWrittenIsText() {
        Click click = (Click) Intake.only(click("c,u,i," + CLICKED + ",\uFFFD,x"));
        assertThat(click.features().values()).containsExactly("\uFFFD", "x");
    }

    private static Parsed click(String line) {
        return clicks().parse(Intake.raw(line));
    }

    private static CsvParser clicks() {
        return parser(RecordLayout.ofClicks(List.of("brand", "city")), CLICKS);
    }

    private static CsvParser parser(RecordLayout layout, String header) {
        byte[] line = header.getBytes(StandardCharsets.UTF_8);
        return new CsvParser(layout, Intake.RULES, "file.csv", CsvParser.header("file.csv", line));
    }
}
