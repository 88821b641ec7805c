package io.afterclick.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Writes a synthetic log with the statistics that the TESLA and READER papers (WWW 2026) publish, and labels that can be learned
 * from its features.
 *
 * <p>Streaming: memory does not grow with the number of clicks; only purchases and refunds whose time has not come are held,
 * and lines that damage moves down their file. Equal settings give equal bytes (on one platform: logarithms may differ in the
 * last bit between platforms).
 */
public final class Generator {

    private static final long PROGRESS_EVERY = 1 << 15;

    private Generator() {}

    /** Generates a log; files of the same names are replaced. */
    public static GenerateReport generate(GenerateSettings settings, ProgressListener progress) throws IOException {
        Files.createDirectories(settings.out());
        Files.deleteIfExists(settings.out().resolve(ReportFiles.LEDGER));
        Files.deleteIfExists(settings.out().resolve(ReportFiles.LEDGER_LINES));
        if (!settings.damage().any()) {
            return write(settings, new Ledger(null), progress);
        }
        try (LineFile damagedLines = LineFile.open(settings.out(), ReportFiles.LEDGER_LINES, false)) {
            return write(settings, new Ledger(damagedLines), progress);
        }
    }

    private static GenerateReport write(GenerateSettings settings, Ledger ledger, ProgressListener progress)
            throws IOException {
        ClickClock clock = new ClickClock(settings.seed(), settings.clicks(), settings.days());
        LogWriter log = open(settings, clock, ledger);
        try (log) {
            for (long click = 0; click < settings.clicks(); click++) {
                log.write(click, clock.timeOf(click));
                if (click % PROGRESS_EVERY == 0) {
                    progress.clicksWritten(click, settings.clicks());
                }
            }
        }
        progress.clicksWritten(settings.clicks(), settings.clicks());
        List<Statistic> statistics = log.statistics();
        ReportFiles.writeStatistics(settings, statistics);
        if (!settings.damage().any()) {
            return new GenerateReport(log.files(), statistics, Optional.empty());
        }
        ReportFiles.writeLedger(settings, ledger);
        return new GenerateReport(log.files(), statistics, Optional.of(ledger.expected()));
    }

    private static LogWriter open(GenerateSettings settings, ClickClock clock, Ledger ledger) throws IOException {
        long seed = settings.seed();
        Fields fields = settings.profile() == Profile.TRACE ? Fields.trace(seed) : Fields.cascade(seed);
        Sample sample = new Sample(seed, fields, clock);
        return switch (settings.profile()) {
            case CASCADE -> openCascade(settings, new CascadeModel(settings, fields, sample), ledger);
            case TRACE -> openTrace(settings, new TraceModel(settings, fields, sample), ledger);
            case EVENTS -> {
                CascadeModel cascade = new CascadeModel(settings, fields, sample);
                EventsModel model = new EventsModel(seed, cascade, fields, sample);
                Path out = settings.out();
                yield new EventsLog(model, new EventFiles(out, settings.gzip(), settings.damage(), ledger), ledger);
            }
        };
    }

    private static LogWriter openCascade(GenerateSettings settings, CascadeModel model, Ledger ledger)
            throws IOException {
        String name = settings.raw() ? "cascade_raw.tsv" : "cascade.tsv";
        LineFile file = LineFile.open(settings.out(), name, settings.gzip());
        RowFile rows = new RowFile(file, LineLayout.CASCADE, settings.damage(), ledger);
        return new CascadeLog(model, rows, settings.raw());
    }

    private static LogWriter openTrace(GenerateSettings settings, TraceModel model, Ledger ledger) throws IOException {
        LineFile file = LineFile.open(settings.out(), "trace.tsv", settings.gzip());
        file.write(new LineBuffer().put(TraceLog.header()));
        return new TraceLog(model, new RowFile(file, LineLayout.TRACE, settings.damage(), ledger));
    }
}
