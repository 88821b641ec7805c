package io.afterclick.synthetic;

import io.afterclick.event.EventKind;
import java.io.Closeable;
import java.io.IOException;

/** Writes lines of events and judges each as a reader of the file will: by the greatest valid time before it. */
final class JudgedFile implements Closeable {

    /** How a line came about. */
    enum Origin {
        RECORD,
        COPY,
        STRAY
    }

    /** What is known of a line's record; a copy shares its original's fate without deciding it. */
    record Content(Origin origin, Fate fate) {}

    private static final long NOTHING_READ = Long.MIN_VALUE;

    private final LineFile file;
    private final EventKind kind;
    private final Ledger ledger;
    private final long bound;
    private long greatest = NOTHING_READ;

    /** @param bound milliseconds that a record may lie behind the greatest time before it */
    JudgedFile(LineFile file, EventKind kind, Ledger ledger, long bound) {
        this.file = file;
        this.kind = kind;
        this.ledger = ledger;
        this.bound = bound;
    }

    /** Greatest valid event time written so far. */
    long greatest() {
        return greatest;
    }

    /** Writes a line of a log without damage, which needs no judgement. */
    void writeSound(LineBuffer line) throws IOException {
        file.write(line);
    }

    void write(HeldLine<Content> line) throws IOException {
        boolean overtaken = greatest > line.time();
        boolean late = overtaken && greatest - line.time() > bound;
        if (line.fault() == null) {
            greatest = Math.max(greatest, line.time());
        }
        file.write(line.bytes(), line.bytes().length);
        ledger.written(kind, 1);
        note(line, overtaken, late);
        judge(line, late);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void note(HeldLine<Content> line, boolean overtaken, boolean late) throws IOException {
        if (line.fault() != null) {
            ledger.damaged(file, line.fault() == DeadLetter.INVALID ? Damage.NOT_FINITE : Damage.MALFORMED);
        }
        switch (line.content().origin()) {
            case COPY -> ledger.damaged(file, Damage.DUPLICATES);
            case STRAY -> ledger.damaged(file, Damage.UNMATCHED);
            case RECORD -> {
                if (overtaken) {
                    ledger.damaged(file, late ? Damage.LATE : Damage.OUT_OF_ORDER);
                }
            }
        }
    }

    private void judge(HeldLine<Content> line, boolean late) {
        Origin origin = line.content().origin();
        DeadLetter fault = line.fault();
        if (fault != null || late) {
            reject(line, fault != null ? fault : DeadLetter.LATE);
        } else if (origin == Origin.RECORD) {
            line.content().fate().pass();
        } else {
            reject(line, origin == Origin.COPY ? DeadLetter.DUPLICATE : DeadLetter.UNMATCHED);
        }
    }

    private void reject(HeldLine<Content> line, DeadLetter reason) {
        if (line.content().origin() == Origin.COPY) {
            ledger.dead(reason, 1);
        } else {
            line.content().fate().reject(reason);
        }
    }
}
