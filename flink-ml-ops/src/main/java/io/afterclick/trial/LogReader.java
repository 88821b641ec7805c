package io.afterclick.trial;

import io.afterclick.event.Arrival;
import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;
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
import io.afterclick.journey.ClickState;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.Life;
import io.afterclick.journey.Delivered.Outcome;
import io.afterclick.journey.Delivered.Sample;
import io.afterclick.journey.Delivery;
import io.afterclick.journey.Journey;
import io.afterclick.journey.JourneyListener;
import io.afterclick.journey.JourneyMachine;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.journey.delivery.LifeDelivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows the journeys of a whole input, by the same rules of lateness and attribution as a job. Used once. */
public final class LogReader implements JourneyListener {

    private final JourneyMachine machine;
    private final Map<String, ClickState> open = new LinkedHashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Settled> settled = new ArrayList<>();
    private final Map<String, List<Sample>> samples = new HashMap<>();
    private final JourneyWindows windows;
    private long end = Long.MIN_VALUE;
    private boolean whole = true;

    /** @param deliveries of samples, and of one kind of outcome */
    public LogReader(JourneyWindows windows, List<Delivery> deliveries) {
        this.windows = windows;
        List<Delivery> all = new ArrayList<>(deliveries);
        all.add(new LifeDelivery());
        this.machine = new JourneyMachine(windows, all, 0);
    }

    /**
     * Reads an input from first to last.
     *
     * @param outOfOrderness allowed disorder of event folders, in milliseconds
     */
    public TrialLog read(InputSpec input, IntakeSettings settings, long outOfOrderness) throws IOException {
        EventFiles files = new EventFiles(new LocalFiles());
        for (EventKind source : input.sources()) {
            long maximum = LateGate.NOTHING_YET;
            for (InputFile file : input.files(source)) {
                boolean official = file.format().isOfficial();
                Admission admission = new Admission(new LateGate(official ? 0 : outOfOrderness, maximum), official);
                try (EventFile rows = files.open(file, settings, FilePosition.START)) {
                    for (Parsed row = rows.next(); row != null; row = rows.next()) {
                        take(admission.admit(row).arrivals(), official);
                    }
                }
                maximum = admission.gate().maximum();
            }
        }
        return finish();
    }

    /** @param official whether these are all events that their click will ever see */
    private void take(List<Arrival> arrivals, boolean official) {
        if (arrivals.isEmpty()) {
            return;
        }
        whole &= official;
        String click = arrivals.get(0).event().clickId();
        ClickState state = official ? new ClickState() : open.computeIfAbsent(click, id -> new ClickState());
        for (Arrival arrival : arrivals) {
            end = Math.max(end, arrival.event().time());
            state.add(arrival);
        }
        if (official) {
            machine.advance(state, Journey.NEVER, this);
        }
    }

    private TrialLog finish() {
        open.values().forEach(state -> machine.advance(state, Journey.NEVER, this));
        open.clear();
        return new TrialLog(outcomes, settled, samples, whole ? TrialLog.ALWAYS : end - windows.longest());
    }

    @Override
    public void delivered(Delivered delivered) {
        if (delivered instanceof Outcome outcome) {
            outcomes.add(outcome);
        } else if (delivered instanceof Sample sample) {
            samples.computeIfAbsent(sample.delivery(), name -> new ArrayList<>())
                    .add(sample);
        } else if (delivered instanceof Life life) {
            settled.add(Settled.of(life));
        }
    }

    @Override
    public void applied(EventKind kind) {
        // What counts is what is delivered.
    }

    @Override
    public void outOfAttribution(EventKind kind) {
        // It changes no label.
    }

    @Override
    public void refused(Arrival arrival, RefusalReason reason, String detail) {
        // A job keeps it as a dead letter; it changes no label.
    }
}
