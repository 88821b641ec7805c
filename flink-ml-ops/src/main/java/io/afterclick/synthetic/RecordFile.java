package io.afterclick.synthetic;

import io.afterclick.synthetic.JudgedFile.Content;
import io.afterclick.synthetic.JudgedFile.Origin;
import java.io.Closeable;
import java.io.IOException;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * One file of events, whose lines it damages on their way. Lines must be given in event-time order. Holds lines of about twice
 * the tolerated disorder, no more.
 */
final class RecordFile implements Closeable {

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
        boolean broken = kinds.contains(Damage.MALFORMED);
        boolean late = kinds.contains(Damage.LATE);
        strayDue = kinds.contains(Damage.UNMATCHED);
        if (broken) {
            Breakage.breakAtRandom(line, layout, draw.draws());
        }
        if (broken || late) {
            fate.doom();
        }
        long from = time + distance(kinds);
        HeldLine<Content> record = hold(line, time, from, broken, new Content(Origin.RECORD, fate));
        if (from == time) {
            file.write(record);
        } else {
            (late ? delayed : displaced).add(record);
        }
        // What refers to something that was set aside is unmatched, and its copy could be called either.
        if (kinds.contains(Damage.DUPLICATES) && fate.hasSoundCause()) {
            long to = from + draw.draws().below(Math.max(1, time + bound - from));
            (late ? delayed : displaced).add(hold(line, time, to, broken, new Content(Origin.COPY, fate)));
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
        file.write(hold(line, time, time, false, new Content(Origin.STRAY, fate)));
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

    private HeldLine<Content> hold(LineBuffer line, long time, long releaseAt, boolean broken, Content content) {
        return new HeldLine<>(line.copy(), time, releaseAt, sequence++, broken, content);
    }

    private void releaseBefore(long time) throws IOException {
        while (!displaced.isEmpty() && displaced.element().releaseAt() < time) {
            file.write(displaced.remove());
        }
    }
}
