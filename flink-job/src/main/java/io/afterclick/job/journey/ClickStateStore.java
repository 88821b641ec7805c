package io.afterclick.job.journey;

import io.afterclick.event.Arrival;
import io.afterclick.job.record.ClickArrivals;
import io.afterclick.journey.ClickState;
import io.afterclick.journey.ClickStateCodec;
import io.afterclick.journey.Journey;
import io.afterclick.journey.JourneyListener;
import io.afterclick.journey.JourneyMachine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.jspecify.annotations.Nullable;

/**
 * Owns the journey operator's keyed state: one value of bytes per open click, and one timer per value for its next
 * wake-up.
 *
 * <p>Writes are put off. A click lives in memory, with its wake-up in a queue, until a snapshot or the memory bound asks
 * for its bytes; so one that opens and closes between two snapshots never reaches the backend. {@link #flush} must run
 * before every snapshot, and {@link #advance} before Flink's own timers of the same watermark. A click is cleared, here
 * and in the backend, by {@link #advance} when it holds nothing any more.
 */
final class ClickStateStore {

    /** Sets the key under which state and timers are reached. */
    interface KeyContext {
        void setKey(String clickId);
    }

    /** Name of the keyed state. */
    static final String STATE_NAME = "click";

    private static final long NO_TIMER = Long.MIN_VALUE;

    private final ValueState<byte[]> stored;
    private final InternalTimerService<VoidNamespace> timers;
    private final KeyContext keys;
    private final JourneyMachine machine;
    private final ClickStateCodec codec;
    private final long memoryBound;

    private final Map<String, Held> held = new HashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private long heldBytes;

    /** A click in memory. */
    private static final class Held {
        private final String clickId;
        private final ClickState state;
        private long nextTime = Journey.NEVER;
        private long timer = NO_TIMER;
        private boolean inBackend;
        private boolean changed;
        private int size;

        Held(String clickId, ClickState state) {
            this.clickId = clickId;
            this.state = state;
        }
    }

    /** A wake-up in memory; outdated if the click's next time has changed since. */
    private record Due(long time, Held click) implements Comparable<Due> {
        @Override
        public int compareTo(Due that) {
            return Long.compare(time, that.time);
        }
    }

    /** @param memoryBound bytes of clicks to hold in memory, roughly */
    ClickStateStore(
            ValueState<byte[]> stored,
            InternalTimerService<VoidNamespace> timers,
            KeyContext keys,
            JourneyMachine machine,
            long memoryBound) {
        this.stored = stored;
        this.timers = timers;
        this.keys = keys;
        this.machine = machine;
        this.codec = new ClickStateCodec(machine.windows());
        this.memoryBound = memoryBound;
    }

    /** Adds events of the current key. */
    void add(ClickArrivals arrivals) throws IOException {
        Held click = held.get(arrivals.clickId());
        if (click == null) {
            ClickState known = load(arrivals.clickId());
            click = hold(arrivals.clickId(), known == null ? new ClickState() : known, known != null);
        }
        for (Arrival arrival : arrivals.arrivals()) {
            click.state.add(arrival);
        }
        changed(click);
        evictIfTooMany();
    }

    /** Sets a timer for the current key's click, which is in the backend alone: its deliveries may want it earlier now. */
    void reschedule(String clickId) throws IOException {
        ClickState state = load(clickId);
        if (state != null) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, machine.nextTime(state));
        }
    }

    /** Moves all clicks in memory up to and including {@code time}. */
    void advance(long time, JourneyListener listener) throws IOException {
        for (Due next = due.peek(); next != null && next.time <= time; next = due.peek()) {
            due.poll();
            if (next.time == next.click.nextTime && held.get(next.click.clickId) == next.click) {
                advance(next.click, time, listener);
            }
        }
    }

    /** The backend's timer of the current key has come: moves the click if it is not in memory. */
    void wakeUp(String clickId, long timer, JourneyListener listener) throws IOException {
        Held inMemory = held.get(clickId);
        if (inMemory != null) {
            // It has been moved already; a later change may have left this timer behind.
            inMemory.timer = inMemory.timer == timer ? NO_TIMER : inMemory.timer;
            return;
        }
        ClickState state = load(clickId);
        if (state != null) {
            Held click = hold(clickId, state, true);
            click.timer = NO_TIMER;
            advance(click, timers.currentWatermark(), listener);
            evictIfTooMany();
        }
    }

    private void advance(Held click, long time, JourneyListener listener) throws IOException {
        machine.advance(click.state, time, listener);
        if (click.state.isEmpty()) {
            forget(click);
        } else {
            changed(click);
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
        try (Stream<?> keys = backend.getKeys(STATE_NAME, VoidNamespace.INSTANCE)) {
            return held.size() + keys.filter(key -> !held.containsKey(key)).count();
        }
    }

    /** Timers that are still set in the backend. */
    long leftTimers() throws Exception {
        long[] left = new long[1];
        timers.forEachEventTimeTimer((namespace, time) -> left[0]++);
        return left[0];
    }

    private @Nullable ClickState load(String clickId) throws IOException {
        byte[] value = stored.value();
        return value == null ? null : codec.read(clickId, new DataInputStream(new ByteArrayInputStream(value)));
    }

    private Held hold(String clickId, ClickState state, boolean inBackend) {
        Held click = new Held(clickId, state);
        click.inBackend = inBackend;
        click.timer = inBackend ? machine.nextTime(state) : NO_TIMER;
        held.put(clickId, click);
        return click;
    }

    private void changed(Held click) {
        click.changed = true;
        int size = ClickStateCodec.estimateBytes(click.state);
        heldBytes += size - click.size;
        click.size = size;
        long nextTime = machine.nextTime(click.state);
        if (nextTime != click.nextTime) {
            click.nextTime = nextTime;
            due.add(new Due(nextTime, click));
        }
    }

    private void forget(Held click) throws IOException {
        drop(click);
        if (click.inBackend) {
            keys.setKey(click.clickId);
            stored.clear();
            removeTimer(click);
        }
    }

    private void drop(Held click) {
        held.remove(click.clickId);
        heldBytes -= click.size;
    }

    private void write(Held click) throws IOException {
        if (!click.changed) {
            return;
        }
        keys.setKey(click.clickId);
        bytes.reset();
        codec.write(click.state, new DataOutputStream(bytes));
        stored.update(bytes.toByteArray());
        if (click.timer != click.nextTime) {
            removeTimer(click);
        }
        // Setting a timer that is set already changes nothing; after a change of settings it may be set for another
        // time.
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, click.nextTime);
        click.timer = click.nextTime;
        click.inBackend = true;
        click.changed = false;
    }

    private void removeTimer(Held click) {
        if (click.timer != NO_TIMER) {
            timers.deleteEventTimeTimer(VoidNamespace.INSTANCE, click.timer);
            click.timer = NO_TIMER;
        }
    }

    /** Moves the clicks that will sleep longest out of memory until a quarter of the bound is free. */
    private void evictIfTooMany() throws IOException {
        if (heldBytes <= memoryBound) {
            return;
        }
        List<Held> sleepers = new ArrayList<>(held.values());
        sleepers.sort(Comparator.comparingLong((Held click) -> click.nextTime).reversed());
        for (Held sleeper : sleepers) {
            if (heldBytes <= memoryBound / 4 * 3) {
                break;
            }
            write(sleeper);
            drop(sleeper);
        }
        due.removeIf(wakeUp -> held.get(wakeUp.click.clickId) != wakeUp.click);
    }
}
