package io.afterclick.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureHashTest {

    @Test
    void fingerprintsAreThePublishedOnes() {
        // From Guava's own test of FarmHash.
        assertThat(FeatureHash.fingerprint("test")).isEqualTo(8_581_389_452_482_819_506L);
        assertThat(FeatureHash.fingerprint("test".repeat(8))).isEqualTo(-4_196_240_717_365_766_262L);
        assertThat(FeatureHash.fingerprint("test".repeat(64))).isEqualTo(3_500_507_768_004_279_527L);
        // From BigQuery's documentation of FARM_FINGERPRINT.
        assertThat(FeatureHash.fingerprint("1footrue")).isEqualTo(-1_541_654_101_129_638_711L);
        assertThat(FeatureHash.fingerprint("2applefalse")).isEqualTo(2_794_438_866_806_483_259L);
        assertThat(FeatureHash.fingerprint("3true")).isEqualTo(-4_880_158_226_897_771_312L);
    }

    @Test
    void bucketsAreUnsignedRemainders() {
        long negative = FeatureHash.fingerprint("3true");
        assertThat(negative).isNegative();
        BigInteger unsigned = new BigInteger(Long.toUnsignedString(negative));
        for (long buckets : new long[] {1, 8, 81_920, 327_680, 655_360, 1_000_003, Long.MAX_VALUE}) {
            assertThat(FeatureHash.bucket(negative, buckets))
                    .isEqualTo(unsigned.mod(BigInteger.valueOf(buckets)).longValueExact());
        }
        assertThat(FeatureHash.bucket(negative, 81_920)).isNotEqualTo(Math.floorMod(negative, 81_920L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[a, b]|a",
                "[ a ]|a",
                "[a]|a",
                "['a', 'b']|a",
                "[\"a,b\", c]|a,b",
                "['it's', b]|it's",
                "['a, b]|'a",
                "[]|nan",
                "[  ]|nan",
                "['']|nan",
                "[, b]|nan",
                "``|nan",
                "nan|nan",
                "[a|[a",
                "a]|a]",
                "[|[",
                "[é]|é"
            })
    void aListCountsByItsFirstElementAndNothingAsNan(String value, String counts) {
        assertThat(FeatureHash.fingerprint(value)).isEqualTo(plain(counts));
    }

    @Test
    void aPlaceInAnArrayIsAllThatCounts() {
        byte[] bytes = "xxtestxx".getBytes(StandardCharsets.UTF_8);
        assertThat(FeatureHash.fingerprint(bytes, 2, 6)).isEqualTo(8_581_389_452_482_819_506L);
    }

    @Test
    void anyBytesHaveAFingerprint() {
        Random random = new Random(11);
        byte[] alphabet = "[]'\" ,ab".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            for (int b = 0; b < bytes.length; b++) {
                bytes[b] = alphabet[random.nextInt(alphabet.length)];
            }
            long fingerprint = FeatureHash.fingerprint(bytes, 0, bytes.length);
            assertThat(FeatureHash.fingerprint(new String(bytes, StandardCharsets.UTF_8)))
                    .isEqualTo(fingerprint);
        }
    }

    /** Texts without brackets are hashed as they are. */
    private static long plain(String text) {
        return Hashing.farmHashFingerprint64()
                .hashString(text, StandardCharsets.UTF_8)
                .asLong();
    }
}
