package io.afterclick.cli;

import io.afterclick.job.settings.DurationText;
import io.afterclick.synthetic.DamageSettings;
import io.afterclick.synthetic.GenerateReport;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Writes synthetic data with the published statistics. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Writes seeded synthetic data in the official formats, with the published statistics.")
final class GenerateCommand implements Callable<Integer> {

    @Option(names = "--profile", required = true, description = "Format and statistics: ${COMPLETION-CANDIDATES}.")
    private Profile profile = Profile.CASCADE;

    @Option(
            names = "--clicks",
            defaultValue = "100000",
            paramLabel = "N",
            description = "Clicks. Default: ${DEFAULT-VALUE}.")
    private long clicks;

    @Option(
            names = "--days",
            defaultValue = "25",
            paramLabel = "D",
            description = "Days of clicks. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(
            names = "--seed",
            defaultValue = "42",
            paramLabel = "S",
            description = "Same seed, same bytes. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the files.")
    private Path out = Path.of("");

    @Option(
            names = "--refund-share",
            defaultValue = "0.25",
            paramLabel = "R",
            description = "Share of conversions that are refunded within 3 days. Default: ${DEFAULT-VALUE}.")
    private double refundShare;

    @Option(names = "--gzip", description = "Compress the files.")
    private boolean gzip;

    @Option(names = "--raw", description = "CASCADE: the raw format, with lists in brackets and texts.")
    private boolean raw;

    @ArgGroup(
            validate = false,
            heading = "Damage, as shares of the records of each file; what follows is in ledger.json:%n")
    private Damage damage = new Damage();

    @Spec
    private CommandSpec spec;

    /** What is done to the data on purpose. */
    static final class Damage {
        @Option(
                names = "--out-of-order",
                defaultValue = "0",
                paramLabel = "R",
                description = "Records moved within the allowed disorder.")
        private double outOfOrder;

        @Option(names = "--duplicates", defaultValue = "0", paramLabel = "R", description = "Records written twice.")
        private double duplicates;

        @Option(
                names = "--unmatched",
                defaultValue = "0",
                paramLabel = "R",
                description = "Purchases and refunds that belong to nothing.")
        private double unmatched;

        @Option(
                names = "--late",
                defaultValue = "0",
                paramLabel = "R",
                description = "Records moved beyond the allowed disorder.")
        private double late;

        @Option(
                names = "--malformed",
                defaultValue = "0",
                paramLabel = "R",
                description = "Records that cannot be parsed.")
        private double malformed;

        @Option(
                names = "--not-finite",
                defaultValue = "0",
                paramLabel = "R",
                description = "Purchases and refunds whose amount is not a number.")
        private double notFinite;

        @Option(
                names = "--damage-seed",
                defaultValue = "7",
                paramLabel = "S",
                description = "Seed of the damage. Default: ${DEFAULT-VALUE}.")
        private long seed;

        @Option(
                names = "--max-out-of-orderness",
                defaultValue = "5 min",
                converter = DurationConverter.class,
                paramLabel = "DURATION",
                description = "The allowed disorder. Default: ${DEFAULT-VALUE}.")
        private Duration maxOutOfOrderness = Duration.ZERO;

        @Option(names = "--overlapping-damage", description = "A record may be damaged more than once.")
        private boolean overlapping;

        DamageSettings settings() {
            return new DamageSettings(
                    outOfOrder,
                    duplicates,
                    unmatched,
                    late,
                    malformed,
                    notFinite,
                    seed,
                    maxOutOfOrderness,
                    overlapping);
        }
    }

    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return DurationText.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    public Integer call() throws Exception {
        GenerateSettings settings =
                new GenerateSettings(profile, clicks, days, seed, out, refundShare, gzip, raw, damage.settings());
        long start = System.nanoTime();
        GenerateReport report = Generator.generate(settings, new TerminalProgress(System.err)::show);
        double seconds = (System.nanoTime() - start) / 1e9;
        PrintWriter text = spec.commandLine().getOut();
        report.lines().forEach(text::println);
        text.printf(
                Locale.ROOT, "%,d clicks in %.1f s (%,.0f/s), results in %s%n", clicks, seconds, clicks / seconds, out);
        text.flush();
        return 0;
    }
}
