package io.afterclick.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesTest {

    @Test
    void valuesComeBackInOrder() {
        List<String> values = List.of("red", "", "größe 42", "衣服", "\uD83D\uDE00", "");
        Features features = Features.of(values);

        assertThat(features.size()).isEqualTo(6);
        assertThat(features.values()).isEqualTo(values);
        assertThat(Features.ofPacked(features.packed())).isEqualTo(features).hasSameHashCodeAs(features);
        assertThat(features).hasToString(values.toString());
    }

    @Test
    void noFeaturesAreNotOneEmptyFeature() {
        assertThat(Features.of(List.of())).isSameAs(Features.NONE);
        assertThat(Features.ofPacked(new byte[0])).isSameAs(Features.NONE);
        assertThat(Features.NONE.values()).isEmpty();
        assertThat(Features.of(List.of(""))).isNotEqualTo(Features.NONE);
        assertThat(Features.of(List.of("")).size()).isEqualTo(1);
    }

    @Test
    void valuesDoNotRunIntoEachOther() {
        assertThat(Features.of(List.of("a", "b"))).isNotEqualTo(Features.of(List.of("ab", "")));
        assertThat(Features.of(List.of("a", "b"))).isNotEqualTo(Features.of(List.of("", "ab")));
    }

    @Test
    void zeroCharacterCannotSplitAValue() {
        assertThat(Features.of(List.of("a\0b")).values()).containsExactly("a b");
    }

    @Test
    void manyAndLongValuesFit() {
        List<String> values = Collections.nCopies(500, "x".repeat(300));
        assertThat(Features.of(values).values()).isEqualTo(values);
    }

    @Test
    void packedBytesWithoutTheirEndAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Features.ofPacked(new byte[] {'a', 0, 'b'}))
                .withMessage("Packed features must end with a zero byte, found 98 at 2");
    }
}
