package io.afterclick.learn.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Without natives the learners go on in plain Java, and say why. */
final class MatrixEnginesTest {

    static Stream<Arguments> failures() {
        UnsatisfiedLinkError missing =
                new UnsatisfiedLinkError("no jnind4jcpu in java.library.path: /usr/lib\nand more lines");
        return Stream.of(
                Arguments.of(missing, "UnsatisfiedLinkError: no jnind4jcpu in java.library.path: /usr/lib"),
                Arguments.of(new NoClassDefFoundError("org/nd4j/Nd4j"), "NoClassDefFoundError: org/nd4j/Nd4j"),
                Arguments.of(
                        new ExceptionInInitializerError(new IllegalStateException(missing)),
                        "UnsatisfiedLinkError: no jnind4jcpu in java.library.path: /usr/lib"),
                Arguments.of(new ExceptionInInitializerError("no backend"), "ExceptionInInitializerError: no backend"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void nativesThatDoNotLoadLeaveThePlainEngineWithTheReason(LinkageError failure, String reason) {
        MatrixEngine engine = MatrixEngines.firstOf(() -> {
            throw failure;
        });
        assertThat(engine).isInstanceOf(JavaEngine.class);
        assertThat(engine.describe()).isEqualTo("plain Java rows (natives not used: " + reason + ")");
        assertThat(product(engine)).isEqualTo(12f);
    }

    @Test
    void nativesThatFailAtTheFirstProductAreNotUsed() {
        Supplier<MatrixEngine> failing = () -> new Broken(new UnsatisfiedLinkError("no jniopenblas"));
        assertThat(MatrixEngines.firstOf(failing).describe())
                .isEqualTo("plain Java rows (natives not used: UnsatisfiedLinkError: no jniopenblas)");
    }

    @Test
    void nativesThatMultiplyWronglyAreNotUsed() {
        assertThat(MatrixEngines.firstOf(() -> new Broken(null)).describe())
                .isEqualTo("plain Java rows (natives not used: IllegalStateException: 2 x 2: expected 4, found 0.0)");
    }

    @Test
    void theBestEngineOfThisMachineSaysWhatItIsInOneLine() {
        MatrixEngine engine = MatrixEngines.best();
        assertThat(engine.describe().lines()).hasSize(1);
        assertThat(product(engine)).isEqualTo(12f);
    }

    private static float product(MatrixEngine engine) {
        Matrix a = engine.matrix(1, 1);
        a.rows()[0][0] = 3f;
        a.push();
        Matrix b = engine.matrix(1, 1);
        b.rows()[0][0] = 4f;
        b.push();
        Matrix c = engine.matrix(1, 1);
        engine.multiply(a, 0, b, 0, c, 0, 1);
        c.pull();
        return c.rows()[0][0];
    }
}
