package io.afterclick.job.judge;

import io.afterclick.job.record.Judged;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.Truth;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.jspecify.annotations.Nullable;

/**
 * Owns the judge's keyed state: one value of bytes per waiting click, and one timer per value for the time to give up.
 *
 * <p>Writes are put off, as those of journeys are: a click lives in memory until a snapshot or the memory bound asks for its
 * bytes. {@link #flush} must run before every snapshot, and {@link #expire} before Flink's own timers of the same watermark.
 * A click is cleared, here and in the backend, when all that belongs together has met, and at its deadline.
 */
final class WaitingClicks {

    /** Sets the key under which state and timers are reached. */
    interface KeyContext {
        void setKey(String clickId);
    }

    /** Hears what comes of the clicks. */
    interface Listener extends Consumer<Judged> {
        /** A click's deadline is over; its predictions have been judged with what there was. */
        void gaveUp(int predictions);
    }

    /** Name of the keyed state. */
    static final String STATE_NAME = "waiting";

    private final ValueState<byte[]> stored;
    private final InternalTimerService<VoidNamespace> timers;
    private final KeyContext keys;
    private final JudgeSettings settings;
    private final long longestWait;
    private final Listener listener;

    private final Map<String, Held> held = new HashMap<>();
    private final TreeSet<Held> byDeadline = new TreeSet<>(
            Comparator.comparingLong((Held held) -> held.click.deadline()).thenComparing(held -> held.click.clickId()));
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private long heldBytes;

    /** A click in memory. */
    private static final class Held {
        private final WaitingClick click;
        private boolean inBackend;
        private boolean changed;
        private int size;

        Held(WaitingClick click, boolean inBackend) {
            this.click = click;
            this.inBackend = inBackend;
        }
    }

    /** @param longestWait from a click's time to its deadline, in milliseconds */
    WaitingClicks(
            ValueState<byte[]> stored,
            InternalTimerService<VoidNamespace> timers,
            KeyContext keys,
            JudgeSettings settings,
            long longestWait,
            Listener listener) {
        this.stored = stored;
        this.timers = timers;
        this.keys = keys;
        this.settings = settings;
        this.longestWait = longestWait;
        this.listener = listener;
    }

    /** A prediction of the current key has come. */
    void predicted(Predicted prediction) throws IOException {
        Held found = findOrHold(prediction.clickId(), prediction.clickTime());
        found.click.predicted(prediction, listener);
        keepOrForget(found);
    }

    /** An outcome of the current key has come. */
    void settled(String clickId, long clickTime, Truth truth) throws IOException {
        if (!settings.awaits(clickTime, truth)) {
            return;
        }
        Held found = findOrHold(clickId, clickTime);
        found.click.settled(truth, listener);
        keepOrForget(found);
    }

    /** Gives up the clicks in memory whose deadline is {@code time} or before. */
    void expire(long time) throws IOException {
        while (!byDeadline.isEmpty() && byDeadline.first().click.deadline() <= time) {
            giveUp(byDeadline.first());
        }
    }

    /** The backend's timer of the current key has come: gives the click up if it is not in memory. */
    void expire(String clickId) throws IOException {
        if (!held.containsKey(clickId)) {
            WaitingClick click = load(clickId);
            if (click != null) {
                giveUp(hold(new Held(click, true)));
            }
        }
    }

    /** Brings the backend up to date; memory keeps what it holds. The current key is undefined afterwards. */
    void flush() throws IOException {
        for (Held click : held.values()) {
            write(click);
        }
    }

    /** Clicks in memory, for metrics. */
    int heldClicks() {
        return held.size();
    }

    /** Clicks that hold anything, in memory or in the backend. */
    long leftKeys(KeyedStateBackend<?> backend) {
        try (Stream<?> keysLeft = backend.getKeys(STATE_NAME, VoidNamespace.INSTANCE)) {
            return held.size() + keysLeft.filter(key -> !held.containsKey(key)).count();
        }
    }

    /** Timers that are still set in the backend. */
    long leftTimers() throws Exception {
        long[] left = new long[1];
        timers.forEachEventTimeTimer((namespace, time) -> left[0]++);
        return left[0];
    }

    private Held findOrHold(String clickId, long clickTime) throws IOException {
        Held found = held.get(clickId);
        if (found != null) {
            return found;
        }
        WaitingClick known = load(clickId);
        WaitingClick click = known == null ? new WaitingClick(clickId, clickTime, clickTime + longestWait) : known;
        return hold(new Held(click, known != null));
    }

    private Held hold(Held click) {
        held.put(click.click.clickId(), click);
        byDeadline.add(click);
        return click;
    }

    private @Nullable WaitingClick load(String clickId) throws IOException {
        byte[] value = stored.value();
        return value == null ? null : WaitingClick.read(clickId, new DataInputStream(new ByteArrayInputStream(value)));
    }

    private void keepOrForget(Held click) throws IOException {
        if (click.click.isDone(settings)) {
            forget(click);
            return;
        }
        click.changed = true;
        int size = click.click.estimateBytes();
        heldBytes += size - click.size;
        click.size = size;
        evictIfTooMany();
    }

    private void giveUp(Held click) throws IOException {
        listener.gaveUp(click.click.giveUp(listener));
        forget(click);
    }

    private void forget(Held click) throws IOException {
        drop(click);
        if (click.inBackend) {
            keys.setKey(click.click.clickId());
            stored.clear();
            timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, click.click.deadline());
        }
    }

    private void drop(Held click) {
        held.remove(click.click.clickId());
        byDeadline.remove(click);
        heldBytes -= click.size;
    }

    private void write(Held click) throws IOException {
        if (!click.changed) {
            return;
        }
        keys.setKey(click.click.clickId());
        bytes.reset();
        click.click.write(new DataOutputStream(bytes));
        stored.update(bytes.toByteArray());
        if (!click.inBackend) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, click.click.deadline());
        }
        click.inBackend = true;
        click.changed = false;
    }

    /** Moves the clicks that may wait longest out of memory until a quarter of the bound is free. */
    private void evictIfTooMany() throws IOException {
        if (heldBytes <= settings.cacheBytes()) {
            return;
        }
        while (!byDeadline.isEmpty() && heldBytes > settings.cacheBytes() / 4 * 3) {
            Held last = byDeadline.last();
            write(last);
            drop(last);
        }
    }
}
