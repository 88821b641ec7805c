package io.afterclick.job.backtest;

import io.afterclick.event.EventKind;
import io.afterclick.intake.Admission;
import io.afterclick.intake.EventFile;
import io.afterclick.intake.EventFiles;
import io.afterclick.intake.FilePosition;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.intake.LateGate;
import io.afterclick.intake.LocalFiles;
import io.afterclick.intake.Parsed;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.settings.JourneyOptions;
import io.afterclick.job.settings.Settings;
import java.io.IOException;
import java.time.Duration;

/** Where the days of {@code --pretrain} and {@code --stream} count from. */
final class DayZero {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private DayZero() {}

    /**
     * Official files count from their epoch, event folders from the UTC day of their earliest click.
     *
     * @return in milliseconds
     */
    static long of(InputSources input, Settings settings) throws IOException {
        IntakeSettings intake = settings.intake(input.features(), input.sort());
        if (input.spec().kind() != InputSpec.Kind.EVENTS) {
            return intake.epoch();
        }
        long outOfOrderness = settings.get(JourneyOptions.MAX_OUT_OF_ORDERNESS).toMillis();
        return Math.floorDiv(earliest(input, intake, outOfOrderness), DAY) * DAY;
    }

    /** Reads on until what may still come in time cannot be earlier. */
    private static long earliest(InputSources input, IntakeSettings intake, long outOfOrderness) throws IOException {
        EventFiles files = new EventFiles(new LocalFiles());
        LateGate gate = new LateGate(outOfOrderness, LateGate.NOTHING_YET);
        Admission admission = new Admission(gate, false);
        long earliest = Long.MAX_VALUE;
        for (InputFile file : input.spec().files(EventKind.CLICK)) {
            try (EventFile clicks = files.open(file, intake, FilePosition.START)) {
                for (Parsed click = clicks.next(); click != null; click = clicks.next()) {
                    Parsed admitted = admission.admit(click);
                    if (!admitted.arrivals().isEmpty()) {
                        earliest = Math.min(
                                earliest, admitted.arrivals().get(0).event().time());
                    }
                    if (gate.watermark() >= earliest) {
                        return earliest;
                    }
                }
            }
        }
        if (earliest == Long.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "--input: expected clicks in " + input.spec().path() + ", found none that can be read");
        }
        return earliest;
    }
}
