package io.afterclick.synthetic;

import java.nio.file.Path;

/**
 * What to generate. Equal settings give equal bytes.
 *
 * @param clicks number of clicks, exactly
 * @param days over which they are spread; day 0 begins at 2025-05-01T00:00+08:00
 * @param out folder to write to, made if missing
 * @param refundShare share of conversions refunded within 3 days
 * @param gzip whether to compress every file
 * @param raw whether CASCADE is written in its raw format
 */
public record GenerateSettings(
        Profile profile,
        long clicks,
        int days,
        long seed,
        Path out,
        double refundShare,
        boolean gzip,
        boolean raw,
        DamageSettings damage) {

    /** Share of conversions refunded within 3 days (TESLA paper, WWW 2026). */
    public static final double DEFAULT_REFUND_SHARE = 0.25;

    private static final long MOST_CLICKS = 1_000_000_000;
    private static final int MOST_DAYS = 3650;
    private static final double LARGEST_REFUND_SHARE = 0.9;

    public GenerateSettings {
        if (clicks < 1 || clicks > MOST_CLICKS) {
            throw new IllegalArgumentException("expected clicks from 1 to " + MOST_CLICKS + ", found " + clicks);
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("expected days from 1 to " + MOST_DAYS + ", found " + days);
        }
        if (!(refundShare >= 0 && refundShare <= LARGEST_REFUND_SHARE)) {
            throw new IllegalArgumentException(
                    "expected refund-share from 0 to " + LARGEST_REFUND_SHARE + ", found " + refundShare);
        }
        if (raw && profile != Profile.CASCADE) {
            throw new IllegalArgumentException("expected raw with profile cascade only, found " + profile.label());
        }
        if (profile != Profile.EVENTS) {
            refuse(profile, "duplicates", damage.duplicates(), "its rows have no ids");
            refuse(profile, "late", damage.late(), "its rows tolerate no disorder");
            refuse(profile, "not-finite", damage.notFinite(), "a row has more than one amount or none");
        }
    }

    /** A sound log with the published refund share, uncompressed. */
    public static GenerateSettings of(Profile profile, long clicks, int days, long seed, Path out) {
        return new GenerateSettings(
                profile, clicks, days, seed, out, DEFAULT_REFUND_SHARE, false, false, DamageSettings.NONE);
    }

    private static void refuse(Profile profile, String damage, double rate, String reason) {
        if (rate > 0) {
            throw new IllegalArgumentException("expected " + damage + " 0 for profile " + profile.label() + " because "
                    + reason + ", found " + rate);
        }
    }
}
