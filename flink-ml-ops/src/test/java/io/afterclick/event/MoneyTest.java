package io.afterclick.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest(name = "''{0}'' is {1} micro units")
    @CsvSource({
        "0, 0",
        "12.50, 12500000",
        "0.1, 100000",
        "0.000001, 1",
        "5., 5000000",
        ".5, 500000",
        "1.50000000000000000000, 1500000",
        "00012, 12000000",
        "+3, 3000000",
        "1e3, 1000000000",
        "1.5E-3, 1500",
        "0e999999999, 0",
        "0.0000000000, 0",
        "-0.5, -500000",
        "-0, 0",
        "9223372036854.775807, 9223372036854775807",
        "-9223372036854.775808, -9223372036854775808",
        "9223372036854.7758070000, 9223372036854775807",
        "123456789012.345678, 123456789012345678",
        "90071992547.409931, 90071992547409931",
    })
    void textIsReadExactly(String text, long micros) {
        assertThat(Money.parse(text)).isEqualTo(micros);
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(strings = {"0.0000001", "1.2345678", "1e-7", "0.1000001", "1e-999999999"})
    void moreThanSixDecimalsThatCountAreRefused(String text) {
        assertThatThrownBy(() -> Money.parse(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessageContaining("at most 6 decimals")
                .hasMessageContaining("found '" + text + "'");
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(
            strings = {
                "9223372036854.775808",
                "-9223372036854.775809",
                "9223372036855",
                "10000000000000",
                "999999999999999999",
                "1e13",
                "-1e300"
            })
    void whatDoesNotFitIsRefused(String text) {
        assertThatThrownBy(() -> Money.parse(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessageContaining("below 9223372036854.775807, found '" + text + "'");
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(
            strings = {
                "",
                " ",
                " 1",
                "1 ",
                ".",
                "-",
                "1.2.3",
                "1,5",
                "NaN",
                "Infinity",
                "0x10",
                "12f",
                "1e",
                "1e99999999999"
            })
    void whatIsNoDecimalNumberIsRefused(String text) {
        assertThatThrownBy(() -> Money.parse(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("expected a decimal amount, found '" + text + "'");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "1e2147483647", "1e-2147483647"})
    void shortTextOfAHugeNumberIsRefusedAtOnce(String text) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertThatThrownBy(() -> Money.parse(text)).isInstanceOf(NumberFormatException.class));
    }

    @ParameterizedTest(name = "{0} micro units are ''{1}''")
    @CsvSource({
        "0, 0.00",
        "1, 0.000001",
        "10, 0.00001",
        "100000, 0.10",
        "12500000, 12.50",
        "12345000, 12.345",
        "100000000000000, 100000000.00",
        "-500000, -0.50",
        "9223372036854775807, 9223372036854.775807",
        "-9223372036854775808, -9223372036854.775808",
    })
    void amountIsWrittenWithTwoDecimalsOrMore(long micros, String text) {
        assertThat(Money.format(micros)).isEqualTo(text);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatIsWrittenIsReadAgain(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long micros = random.nextLong() >> random.nextInt(64);
            String text = Money.format(micros);
            assertThat(Money.parse(text)).as(text).isEqualTo(micros);
            assertThat(new BigDecimal(text).movePointRight(6).longValueExact()).isEqualTo(micros);
        }
    }

    @Test
    void labelIsInMajorUnits() {
        assertThat(Money.toLabel(12_500_000)).isEqualTo(12.5f);
        assertThat(Money.toLabel(0)).isZero();
        assertThat(Money.toLabel(1)).isEqualTo(1e-6f);
    }
}
