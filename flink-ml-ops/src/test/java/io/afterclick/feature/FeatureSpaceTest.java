package io.afterclick.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.Features;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSpaceTest {

    private static final FeatureSpace IDENTITY =
            new FeatureSpace(List.of(new FieldSpec("age", 5), new FieldSpec("item", 3_604_778)), RowKeys.IDENTITY);

    @Test
    void processedIntegersAreRowNumbers() {
        assertThat(rows(IDENTITY, "4", "3604777")).containsExactly(4, 3_604_777);
        assertThat(rows(IDENTITY, "0", "007")).containsExactly(0, 7);
    }

    @Test
    void whatIsNoRowNumberIsRefusedInOneLine() {
        assertRefused("5", "feature age: expected a row number below 5, found \"5\"");
        assertRefused("99999999999999999999999", "feature age: expected a row number below 5, found \"99999");
        assertRefused("-1", "feature age: expected a row number below 5, found \"-1\"");
        assertRefused("", "feature age: expected a row number below 5, found \"\"");
        assertRefused("1\n2", "feature age: expected a row number below 5, found \"1?2\"");
    }

    @Test
    void theNumberOfValuesIsChecked() {
        assertThatThrownBy(() -> rows(IDENTITY, "1"))
                .isInstanceOf(FeatureRefusedException.class)
                .hasMessage("features: expected 2 values, found 1");
        assertThatThrownBy(() -> rows(IDENTITY, "1", "2", "3")).hasMessage("features: expected 2 values, found 3");
        assertThat(rows(FeatureSpace.hashed(List.of(), 8))).isEmpty();
    }

    @Test
    void hashedValuesFallIntoTheirFieldsBuckets() {
        FeatureSpace space = FeatureSpace.hashed(List.of("city", "brand"), 81_920);
        assertThat(rows(space, "[3true, x]", ""))
                .containsExactly(
                        FeatureHash.bucket(-4_880_158_226_897_771_312L, 81_920),
                        FeatureHash.bucket(FeatureHash.fingerprint("nan"), 81_920));
    }

    @Test
    void collisionlessRowsAreWholeFingerprints() {
        FeatureSpace space = FeatureSpace.collisionless(List.of("city"));
        assertThat(rows(space, "3true")).containsExactly(-4_880_158_226_897_771_312L);
    }

    @Test
    void rowsAreWrittenWhereAsked() {
        long[] target = {9, 9, 9, 9};
        IDENTITY.rows(Features.of(List.of("1", "2")), target, 1);
        assertThat(target).containsExactly(9, 1, 2, 9);
    }

    @Test
    void officialTablesHaveThePublishedSizes() {
        assertThat(OfficialSpaces.processedCascade().size()).isEqualTo(22);
        assertThat(OfficialSpaces.trace().size()).isEqualTo(22);
        assertThat(total(OfficialSpaces.rawCascade())).isEqualTo(2_550_144L);
        assertThat(total(OfficialSpaces.trace())).isEqualTo(11_616_905L);
        assertThat(OfficialSpaces.rawCascade().keys()).isEqualTo(RowKeys.BUCKETS);
        assertThat(OfficialSpaces.trace().names()).startsWith("feature_0").endsWith("feature_21");
    }

    @Test
    void spacesThatMakeNoSenseAreRefused() {
        FieldSpec field = new FieldSpec("a", 8);
        assertThatThrownBy(() -> new FeatureSpace(List.of(field, field), RowKeys.BUCKETS))
                .hasMessage("Expected fields of different names, found a twice");
        assertThatThrownBy(() -> new FeatureSpace(List.of(field), RowKeys.COLLISIONLESS))
                .hasMessage("field a: expected no buckets for COLLISIONLESS, found 8");
        assertThatThrownBy(() -> FeatureSpace.hashed(List.of("a"), 0))
                .hasMessage("field a: expected 1 bucket or more for BUCKETS, found 0");
    }

    private static long total(FeatureSpace space) {
        return space.fields().stream().mapToLong(FieldSpec::buckets).sum();
    }

    private static void assertRefused(String value, String message) {
        assertThatThrownBy(() -> rows(IDENTITY, value, "0"))
                .isInstanceOf(FeatureRefusedException.class)
                .hasMessageStartingWith(message);
    }

    private static long[] rows(FeatureSpace space, String... values) {
        long[] rows = new long[space.size()];
        space.rows(Features.of(List.of(values)), rows, 0);
        return rows;
    }
}
