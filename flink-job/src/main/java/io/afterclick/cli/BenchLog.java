package io.afterclick.cli;

import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;
import io.afterclick.intake.EventFile;
import io.afterclick.intake.EventFiles;
import io.afterclick.intake.FilePosition;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputFormat;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.LocalFiles;
import io.afterclick.intake.Parsed;
import io.afterclick.job.settings.Settings;
import io.afterclick.journey.ClickState;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.JourneyListener;
import io.afterclick.journey.JourneyMachine;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.journey.TrainingOrder;
import io.afterclick.journey.delivery.ReaderDelivery;
import io.afterclick.synthetic.GenerateSettings;
import io.afterclick.synthetic.Generator;
import io.afterclick.synthetic.Profile;
import io.afterclick.synthetic.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Generated logs for benchmarks of learners, always the same ones. */
final class BenchLog {

    private static final int CASCADE_CLICKS = 200_000;
    private static final int CASCADE_DAYS = 5;
    private static final int TRACE_CLICKS = 60_000;
    private static final int TRACE_DAYS = 20;

    private BenchLog() {}

    /** Clicks of CASCADE, in order. */
    static List<Click> clicks() throws IOException {
        List<Click> clicks = new ArrayList<>(CASCADE_CLICKS);
        read(Profile.CASCADE, CASCADE_CLICKS, CASCADE_DAYS, row -> clicks.add(click(row)));
        return clicks;
    }

    /**
     * READER's samples of TRACE in the order of training, from when ground truth comes in until clicks end: purchases and
     * ground truth stand in the proportion of a log without beginning and end.
     */
    static List<GmvSample> gmvSamples() throws IOException {
        JourneyWindows windows = traceSettings().journeys(ReaderDelivery.NAME).windows();
        JourneyMachine machine = new JourneyMachine(windows, List.of(new ReaderDelivery()), 0);
        Samples samples = new Samples();
        List<Long> clickTimes = new ArrayList<>(TRACE_CLICKS);
        read(Profile.TRACE, TRACE_CLICKS, TRACE_DAYS, row -> {
            clickTimes.add(click(row).time());
            ClickState state = new ClickState();
            row.arrivals().forEach(state::add);
            machine.advance(state, Long.MAX_VALUE, samples);
        });
        long from = clickTimes.get(0) + windows.gmvAttribution();
        long to = clickTimes.get(clickTimes.size() - 1);
        return samples.list.stream()
                .filter(sample -> sample.deliveredAt() >= from && sample.deliveredAt() < to)
                .sorted(TrainingOrder.INSTANCE)
                .toList();
    }

    /** Attribution window of GMV, in milliseconds. */
    static long gmvWindow() throws IOException {
        return traceSettings().journeys(ReaderDelivery.NAME).windows().gmvAttribution();
    }

    private static Settings traceSettings() throws IOException {
        return Settings.of(InputSpec.Kind.TRACE, null, Map.of());
    }

    private static Click click(Parsed row) {
        Arrival first = row.arrivals().get(0);
        if (first.event() instanceof Click click) {
            return click;
        }
        throw new IllegalStateException("expected a click first, found " + first.event());
    }

    private static void read(Profile profile, int clicks, int days, Consumer<Parsed> reader) throws IOException {
        Path folder = Files.createTempDirectory("afterclick-bench");
        try {
            Generator.generate(GenerateSettings.of(profile, clicks, days, 1, folder), ProgressListener.NONE);
            boolean trace = profile == Profile.TRACE;
            String name = profile.label() + ".tsv";
            InputFile input = new InputFile(
                    trace ? InputFormat.TRACE : InputFormat.CASCADE,
                    EventKind.CLICK,
                    folder.resolve(name).toString(),
                    name);
            EventFiles files = new EventFiles(new LocalFiles());
            Settings settings = Settings.of(trace ? InputSpec.Kind.TRACE : InputSpec.Kind.CASCADE, null, Map.of());
            try (EventFile rows =
                    files.open(input, settings.intake(files.declaredFeatures(input), false), FilePosition.START)) {
                for (Parsed row = rows.next(); row != null; row = rows.next()) {
                    reader.accept(row);
                }
            }
        } finally {
            OutputFolder.delete(folder);
        }
    }

    /** Collects samples; a sound log has nothing to refuse. */
    private static final class Samples implements JourneyListener {
        private final List<GmvSample> list = new ArrayList<>();

        @Override
        public void delivered(Delivered delivered) {
            if (delivered instanceof GmvSample sample) {
                list.add(sample);
            }
        }

        @Override
        public void applied(EventKind kind) {
            // Not counted here.
        }

        @Override
        public void outOfAttribution(EventKind kind) {
            // Not counted here.
        }

        @Override
        public void refused(Arrival arrival, RefusalReason reason, String detail) {
            throw new IllegalStateException("expected a sound log, found " + reason + ": " + detail);
        }
    }
}
