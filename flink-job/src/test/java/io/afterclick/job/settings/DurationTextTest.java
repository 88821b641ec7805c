package io.afterclick.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationTextTest {

    @ParameterizedTest(name = "{0} is {1} ms")
    @CsvSource({
        "15 min, 900000",
        "15min, 900000",
        "864 s, 864000",
        "0.1 d, 8640000",
        "0.01 d, 864000",
        "0.125 d, 10800000",
        "3 d, 259200000",
        "1 day, 86400000",
        "2 DAYS, 172800000",
        "1.5 h, 5400000",
        "2 hours, 7200000",
        "250 ms, 250",
        "0, 0",
        "90, 90",
        "'  5 sec ', 5000",
        "PT15M, 900000",
        "P3D, 259200000",
        "PT0.5S, 500",
        "PT36H, 129600000"
    })
    void isReadExactly(String text, long milliseconds) {
        assertThat(DurationText.parse(text).toMillis()).isEqualTo(milliseconds);
    }

    @ParameterizedTest(name = "{0} ms are {1}")
    @CsvSource({"0, 0 ms", "250, 250 ms", "864000, 864 s", "900000, 15 min", "86400000, 1 d", "8640000, 144 min"})
    void isWrittenInItsLargestWholeUnit(long milliseconds, String text) {
        Duration duration = Duration.ofMillis(milliseconds);
        assertThat(DurationText.of(duration)).isEqualTo(text);
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                "soon",
                "5 parsecs",
                "-3 d",
                "PT-5M",
                "1.2.3 s",
                "0.0001 s",
                "PT0.0001S",
                "1e3 s",
                "99999999999999999999 d",
                "5 min 3 s"
            })
    void anythingElseIsRefusedWithWhatWasExpected(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a duration of whole milliseconds such as '15 min', '0.1 d' or 'PT15M', found '"
                        + text + "'");
    }
}
