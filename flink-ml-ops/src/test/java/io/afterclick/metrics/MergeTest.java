package io.afterclick.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Metrics and bytes depend on the rows alone: bit for bit, whatever the order and whoever added them. */
class MergeTest {

    private static final int ROWS = 200;

    static Stream<Arguments> familiesAndSeeds() {
        return Family.all().stream()
                .flatMap(family -> LongStream.rangeClosed(1, 8).mapToObj(seed -> Arguments.of(family, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("familiesAndSeeds")
    <A> void orderOfRowsDoesNotMatter(Family<A> family, long seed) {
        List<Row> rows = rows(seed);
        assertSame(family, family.of(Row.shuffled(rows, seed)), family.of(rows));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("familiesAndSeeds")
    <A> void anyTreeOfMergesIsAsIfOneHadAddedAll(Family<A> family, long seed) {
        List<Row> rows = rows(seed);
        Random random = new Random(seed);
        List<A> parts = new ArrayList<>();
        for (int part = 0; part < 9; part++) {
            parts.add(family.of(List.of()));
        }
        rows.forEach(row -> family.adder().accept(parts.get(random.nextInt(parts.size())), row));
        while (parts.size() > 1) {
            A part = parts.remove(random.nextInt(parts.size()));
            family.merger().accept(parts.get(random.nextInt(parts.size())), part);
        }
        assertSame(family, parts.get(0), family.of(rows));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("familiesAndSeeds")
    <A> void mergingCommutesAndAssociates(Family<A> family, long seed) {
        List<Row> rows = rows(seed);
        A first = family.of(rows.subList(0, 50));
        A second = family.of(rows.subList(50, 51));
        A third = family.of(rows.subList(51, ROWS));

        assertSame(family, family.merged(second, first), family.merged(first, second));
        assertSame(
                family,
                family.merged(family.merged(first, second), third),
                family.merged(first, family.merged(second, third)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("familiesAndSeeds")
    <A> void nothingIsMergedWithoutATrace(Family<A> family, long seed) {
        A scores = family.of(rows(seed));
        assertSame(family, family.merged(scores, family.empty().get()), scores);
        assertSame(family, family.merged(family.empty().get(), scores), scores);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("familiesAndSeeds")
    <A> void theMergedOneStaysAsItIs(Family<A> family, long seed) {
        List<Row> rows = rows(seed);
        A giver = family.of(rows.subList(0, 60));
        A taker = family.of(rows.subList(60, ROWS));
        family.merger().accept(taker, giver);
        family.add(taker, rows);
        assertSame(family, giver, family.of(rows.subList(0, 60)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("familiesAndSeeds")
    <A> void mergingWithItselfIsAddingEverythingTwice(Family<A> family, long seed) {
        List<Row> rows = rows(seed);
        A scores = family.of(rows);
        family.merger().accept(scores, scores);

        A twice = family.of(rows);
        family.add(twice, rows);
        assertSame(family, scores, twice);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("familiesAndSeeds")
    <A> void askingInBetweenChangesNothing(Family<A> family, long seed) {
        List<Row> rows = rows(seed);
        A asked = family.of(List.of());
        for (Row row : rows) {
            family.adder().accept(asked, row);
            assertThat(family.metrics().apply(asked)).isNotNull();
        }
        assertSame(family, asked, family.of(rows));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("familiesAndSeeds")
    <A> void wholeSumsOfRoughNumbersAgreeToTheLastBit(Family<A> family, long seed) {
        List<Row> rows = Row.rough(seed, 2_000, false);
        A merged = family.merged(family.of(rows.subList(700, 2_000)), family.of(rows.subList(0, 700)));
        assertSame(family, merged, family.of(rows));
    }

    /** Odd seeds without strange predictions, even ones with: NaN would leave little to compare. */
    private static List<Row> rows(long seed) {
        return Row.rough(seed, ROWS, seed % 2 == 0);
    }

    private static <A> void assertSame(Family<A> family, A found, A expected) {
        assertThat(family.metrics().apply(found)).isEqualTo(family.metrics().apply(expected));
        assertThat(family.bytes(found)).isEqualTo(family.bytes(expected));
    }
}
