package io.afterclick.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.afterclick.snapshot.ElementType;
import io.afterclick.snapshot.SnapshotException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden cases are here as they were computed. */
class GoldenTest {

    private static final long MOST_BYTES = 8_000_000;

    @ParameterizedTest
    @ValueSource(strings = {"tesla", "tesla_3step", "tesla_pretrain", "reader", "reader_4step"})
    void wholeArraysHaveTheSumsOfTheManifest(String name) throws IOException {
        Golden golden = Golden.open(name);
        assertThat(golden.arrays("")).isNotEmpty();
        for (String array : golden.arrays("")) {
            double sum = 0;
            double absSum = 0;
            long elements = 0;
            if (golden.type(array) == ElementType.F32) {
                for (float value : golden.floats(array)) {
                    sum += value;
                    absSum += Math.abs(value);
                    elements++;
                }
            } else {
                for (long value : golden.longs(array)) {
                    sum += value;
                    absSum += Math.abs(value);
                    elements++;
                }
            }
            if (golden.isTruncated(array)) {
                assertThat(elements).as(array).isEqualTo(4096);
                assertThat(absSum).as(array).isLessThan(golden.absSum(array));
            } else {
                long expected = golden.shape(array).stream().reduce(1L, Math::multiplyExact);
                assertThat(elements).as(array).isEqualTo(expected);
                assertThat(sum).as(array).isEqualTo(golden.sum(array), within(1e-7 * absSum + 1e-12));
            }
        }
    }

    @Test
    void scalarsAndMissingGradientsStandInTheManifest() throws IOException {
        Golden golden = Golden.open("tesla");
        assertThat(golden.scalar("loss.rfr_total")).isEqualTo(0.19222228229045868);
        assertThat(golden.isNone("grad.rfr_step.fc1.weight")).isTrue();
        assertThat(golden.isNone("grad.rfr_step.net_fc1.weight")).isFalse();
        assertThat(golden.shape("batch.features")).isEqualTo(List.of(64L, 22L));
        assertThat(golden.isTruncated("after_both_steps.fc2.weight")).isTrue();
        assertThatThrownBy(() -> golden.scalar("batch.features")).hasMessageStartingWith("tesla: expected a number");
        assertThatThrownBy(() -> golden.entry("nothing")).hasMessage("tesla: expected nothing, found none");
    }

    @Test
    void whatWasCutCannotBeReadAsIfItWereWhole() throws IOException {
        Golden golden = Golden.open("reader");
        assertThat(golden.tensors().floats("grad.shared_bottom.fc2.weight")).hasSize(512 * 1024);
        assertThatThrownBy(() -> golden.tensors().floats("after_adam.shared_bottom.fc2.weight"))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("expected values up to 524288, found 4096");
    }

    @Test
    void allFilesTogetherStaySmall() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(Golden.class.getResource("/golden")).toURI());
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        assertThat(bytes).isLessThan(MOST_BYTES);
    }

    @Test
    void theGeneratorIsMt19937() {
        // The 10000th number of the default seed, as the C++ standard ([rand.predef]) asks for.
        MersenneTwister generator = new MersenneTwister(5489);
        int number = 0;
        for (int i = 0; i < 10_000; i++) {
            number = generator.next();
        }
        assertThat(Integer.toUnsignedLong(number)).isEqualTo(4_123_659_995L);
    }
}
