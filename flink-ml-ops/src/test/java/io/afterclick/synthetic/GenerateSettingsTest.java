package io.afterclick.synthetic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class GenerateSettingsTest {

    private static final Path OUT = Path.of("out");

    @Test
    void amountsOutOfRangeAreRefused() {
        refused(
                () -> GenerateSettings.of(Profile.CASCADE, 0, 1, 1, OUT),
                "expected clicks from 1 to 1000000000, found 0");
        refused(() -> GenerateSettings.of(Profile.CASCADE, 1, 0, 1, OUT), "expected days from 1 to 3650, found 0");
        refused(
                () -> new GenerateSettings(Profile.CASCADE, 1, 1, 1, OUT, .95, false, false, DamageSettings.NONE),
                "expected refund-share from 0 to 0.9, found 0.95");
    }

    @Test
    void rawIsCascadeOnly() {
        refused(
                () -> new GenerateSettings(Profile.TRACE, 1, 1, 1, OUT, .25, false, true, DamageSettings.NONE),
                "expected raw with profile cascade only, found trace");
    }

    @Test
    void officialRowsHaveNeitherDuplicatesNorLateness() {
        refused(
                () -> damaged(Profile.CASCADE, damage(0, .1, 0)),
                "expected duplicates 0 for profile cascade because its rows have no ids, found 0.1");
        refused(
                () -> damaged(Profile.TRACE, damage(0, 0, .1)),
                "expected late 0 for profile trace because its rows tolerate no disorder, found 0.1");
    }

    @Test
    void rowsOfManyAmountsOrNoneAreNotGivenOneThatIsNoNumber() {
        DamageSettings damage = new DamageSettings(0, 0, 0, 0, 0, .1, 1, Duration.ofMinutes(5), false);
        refused(
                () -> damaged(Profile.TRACE, damage),
                "expected not-finite 0 for profile trace because a row has more than one amount or none, found 0.1");
    }

    @Test
    void ratesAreShares() {
        refused(() -> damage(-.1, 0, 0), "expected out-of-order from 0 to 1, found -0.1");
        refused(() -> damage(0, 0, Double.NaN), "expected late from 0 to 1, found NaN");
        refused(
                () -> damage(.5, .25, .5),
                "expected damage rates that add up to at most 1 unless damage may overlap, found 1.25");
    }

    @Test
    void disorderIsBounded() {
        refused(
                () -> new DamageSettings(0, 0, 0, 0, 0, 1, Duration.ZERO, false),
                "expected max-out-of-orderness from 1 ms to 1 day, found PT0S");
    }

    private static GenerateSettings damaged(Profile profile, DamageSettings damage) {
        return new GenerateSettings(profile, 1, 1, 1, OUT, .25, false, false, damage);
    }

    private static DamageSettings damage(double outOfOrder, double duplicates, double late) {
        return new DamageSettings(outOfOrder, duplicates, 0, late, 0, 1, Duration.ofMinutes(5), false);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
