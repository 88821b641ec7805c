package io.afterclick.journey;

import io.afterclick.event.Arrival;
import io.afterclick.event.EventKind;
import io.afterclick.event.RefusalReason;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.NetOutcome;
import java.util.ArrayList;
import java.util.List;

/** Everything that a listener was told, in order. */
final class Heard implements JourneyListener {

    final List<Delivered> delivered = new ArrayList<>();

    /** What became of the events, such as {@code applied click} or {@code DUPLICATE p1}. */
    final List<String> fates = new ArrayList<>();

    final List<String> details = new ArrayList<>();

    @Override
    public void delivered(Delivered thing) {
        delivered.add(thing);
    }

    @Override
    public void applied(EventKind kind) {
        fates.add("applied " + kind);
    }

    @Override
    public void outOfAttribution(EventKind kind) {
        fates.add("out of attribution " + kind);
    }

    @Override
    public void refused(Arrival arrival, RefusalReason reason, String detail) {
        fates.add(reason + " " + arrival.event().id());
        details.add(detail);
    }

    /** Task, label and time of the samples of net conversion. */
    List<Label> labels() {
        return all(ConversionSample.class).stream()
                .map(sample -> new Label(sample.task(), sample.label(), sample.deliveredAt()))
                .toList();
    }

    List<ConversionSample> conversionSamples() {
        return all(ConversionSample.class);
    }

    List<GmvSample> gmvSamples() {
        return all(GmvSample.class);
    }

    NetOutcome netOutcome() {
        return only(NetOutcome.class);
    }

    GmvOutcome gmvOutcome() {
        return only(GmvOutcome.class);
    }

    private <D extends Delivered> D only(Class<D> type) {
        List<D> all = all(type);
        if (all.size() != 1) {
            throw new AssertionError("expected one " + type.getSimpleName() + ", found " + all);
        }
        return all.get(0);
    }

    private <D extends Delivered> List<D> all(Class<D> type) {
        return delivered.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
