package io.afterclick.synthetic;

import java.io.Closeable;
import java.io.IOException;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * One file of events: damages lines on their way and judges every line as it is written, by the rules of a reader. Lines must
 * be given in event-time order. Holds only lines of about twice the tolerated disorder.
 */
final class RecordFile implements Closeable {

    /** How a line came about. */
    private enum Origin {
        RECORD,
        COPY,
        STRAY
    }

    private record Content(Origin origin, Fate fate) {}

    private static final long NOTHING_READ = Long.MIN_VALUE;

    private final LineFile file;
    private final LineLayout layout;
    private final DamageSettings damage;
    private final DamageDraw draw;
    private final Ledger ledger;
    private final long bound;
    private final PriorityQueue<HeldLine<Content>> displaced = new PriorityQueue<>(HeldLine.BY_RELEASE);
    private final PriorityQueue<HeldLine<Content>> delayed = new PriorityQueue<>(HeldLine.BY_RELEASE);
    private long greatest = NOTHING_READ;
    private long sequence;
    private boolean strayDue;

    RecordFile(LineFile file, LineLayout layout, DamageSettings damage, Draws.Stream stream, Ledger ledger) {
        this.file = file;
        this.layout = layout;
        this.damage = damage;
        this.draw = new DamageDraw(damage, stream);
        this.ledger = ledger;
        this.bound = damage.maxOutOfOrderness().toMillis();
    }

    /** Writes a record, now or further down. */
    void write(LineBuffer line, long time, Fate fate) throws IOException {
        if (!damage.any()) {
            file.write(line);
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
            emit(record);
        } else {
            (late ? delayed : displaced).add(record);
        }
        // What refers to something that was set aside is unmatched, and its copy could be called either.
        if (kinds.contains(Damage.DUPLICATES) && fate.hasSoundCause()) {
            long to = from + draw.draws().below(Math.max(1, time + bound - from));
            (late ? delayed : displaced).add(hold(line, time, to, broken, new Content(Origin.COPY, fate)));
        }
        while (!delayed.isEmpty() && delayed.element().releaseAt() < greatest) {
            emit(delayed.remove());
        }
    }

    /** Whether a stray shall follow the record just given. */
    boolean strayDue() {
        return strayDue;
    }

    /** Writes a record that belongs to nothing; its time is that of the record just given. */
    void writeStray(LineBuffer line, long time, Fate fate) throws IOException {
        emit(hold(line, time, time, false, new Content(Origin.STRAY, fate)));
    }

    /** Writes what is still held; what met the end of the file before it was late is out of order at most. */
    @Override
    public void close() throws IOException {
        releaseBefore(Long.MAX_VALUE);
        while (!delayed.isEmpty()) {
            emit(delayed.remove());
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
            emit(displaced.remove());
        }
    }

    private void emit(HeldLine<Content> line) throws IOException {
        boolean displacedNow = greatest > line.time();
        boolean late = displacedNow && greatest - line.time() > bound;
        if (!line.broken() && !late) {
            greatest = Math.max(greatest, line.time());
        }
        file.write(line.bytes(), line.bytes().length);
        ledger.written(layout.kind(), 1);
        note(line, displacedNow, late);
        judge(line, late);
    }

    private void note(HeldLine<Content> line, boolean displacedNow, boolean late) throws IOException {
        if (line.broken()) {
            ledger.damaged(file, Damage.MALFORMED);
        }
        switch (line.content().origin()) {
            case COPY -> ledger.damaged(file, Damage.DUPLICATES);
            case STRAY -> ledger.damaged(file, Damage.UNMATCHED);
            case RECORD -> {
                if (displacedNow) {
                    ledger.damaged(file, late ? Damage.LATE : Damage.OUT_OF_ORDER);
                }
            }
        }
    }

    private void judge(HeldLine<Content> line, boolean late) {
        Origin origin = line.content().origin();
        if (line.broken() || late) {
            reject(line, line.broken() ? DeadLetter.MALFORMED : DeadLetter.LATE);
        } else if (origin == Origin.RECORD) {
            line.content().fate().pass();
        } else {
            reject(line, origin == Origin.COPY ? DeadLetter.DUPLICATE : DeadLetter.UNMATCHED);
        }
    }

    /** A copy that is set aside says nothing about its original. */
    private void reject(HeldLine<Content> line, DeadLetter reason) {
        if (line.content().origin() == Origin.COPY) {
            ledger.dead(reason, 1);
        } else {
            line.content().fate().reject(reason);
        }
    }
}
