package io.afterclick.synthetic;

import io.afterclick.synthetic.JudgedFile.Content;
import io.afterclick.synthetic.JudgedFile.Origin;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One file of events, whose lines it damages on their way. Lines must be given in event-time order. Holds lines of about twice
 * the tolerated disorder, no more.
 */
final class RecordFile implements Closeable {

    private static final byte[] NOT_A_NUMBER = "NaN".getBytes(StandardCharsets.US_ASCII);

    private final JudgedFile file;
    private final LineLayout layout;
    private final DamageSettings damage;
    private final DamageDraw draw;
    private final long bound;
    private final PriorityQueue<HeldLine<Content>> displaced = new PriorityQueue<>(HeldLine.BY_RELEASE);
    private final PriorityQueue<HeldLine<Content>> delayed = new PriorityQueue<>(HeldLine.BY_RELEASE);
    private long sequence;
    private boolean strayDue;

    RecordFile(LineFile file, LineLayout layout, DamageSettings damage, Draws.Stream stream, Ledger ledger) {
        this.layout = layout;
        this.damage = damage;
        this.draw = new DamageDraw(damage, stream);
        this.bound = damage.maxOutOfOrderness().toMillis();
        this.file = new JudgedFile(file, layout.kind(), ledger, bound);
    }

    /** Writes a record, now or further down. */
    void write(LineBuffer line, long time, Fate fate) throws IOException {
        if (!damage.any()) {
            file.writeSound(line);
            return;
        }
        releaseBefore(time);
        Set<Damage> kinds = draw.next();
        DeadLetter fault = fault(kinds);
        boolean late = kinds.contains(Damage.LATE);
        strayDue = kinds.contains(Damage.UNMATCHED);
        if (fault == DeadLetter.MALFORMED) {
            Breakage.breakAtRandom(line, layout, draw.draws());
        } else if (fault == DeadLetter.INVALID) {
            line.replaceColumn(layout.separator(), layout.valueColumn(), NOT_A_NUMBER);
        }
        if (fault != null || late) {
            fate.doom();
        }
        long from = time + distance(kinds);
        HeldLine<Content> record = hold(line, time, from, fault, new Content(Origin.RECORD, fate));
        if (from == time) {
            file.write(record);
        } else {
            (late ? delayed : displaced).add(record);
        }
        // What refers to something that was set aside is unmatched, and its copy could be called either.
        if (kinds.contains(Damage.DUPLICATES) && fate.hasSoundCause()) {
            long to = from + draw.draws().below(Math.max(1, time + bound - from));
            (late ? delayed : displaced).add(hold(line, time, to, fault, new Content(Origin.COPY, fate)));
        }
        while (!delayed.isEmpty() && delayed.element().releaseAt() < file.greatest()) {
            file.write(delayed.remove());
        }
    }

    /** Whether a stray shall follow the record just given. */
    boolean strayDue() {
        return strayDue;
    }

    /** Writes a record that belongs to nothing; its time is that of the record just given. */
    void writeStray(LineBuffer line, long time, Fate fate) throws IOException {
        file.write(hold(line, time, time, null, new Content(Origin.STRAY, fate)));
    }

    /** Writes what is still held; what met the end of the file before it was late is out of order at most. */
    @Override
    public void close() throws IOException {
        releaseBefore(Long.MAX_VALUE);
        while (!delayed.isEmpty()) {
            file.write(delayed.remove());
        }
        file.close();
    }

    private long distance(Set<Damage> kinds) {
        if (kinds.contains(Damage.LATE)) {
            return bound + draw.draws().below(bound);
        }
        return kinds.contains(Damage.OUT_OF_ORDER)
                ? 1 + bound / 2 + draw.draws().below(bound / 2)
                : 0;
    }

    private @Nullable DeadLetter fault(Set<Damage> kinds) {
        if (kinds.contains(Damage.MALFORMED)) {
            return DeadLetter.MALFORMED;
        }
        boolean hasAmount = layout.valueColumn() != LineLayout.NONE;
        return hasAmount && kinds.contains(Damage.NOT_FINITE) ? DeadLetter.INVALID : null;
    }

    private HeldLine<Content> hold(
            LineBuffer line, long time, long releaseAt, @Nullable DeadLetter fault, Content content) {
        return new HeldLine<>(line.copy(), time, releaseAt, sequence++, fault, content);
    }

    private void releaseBefore(long time) throws IOException {
        while (!displaced.isEmpty() && displaced.element().releaseAt() < time) {
            file.write(displaced.remove());
        }
    }
}
