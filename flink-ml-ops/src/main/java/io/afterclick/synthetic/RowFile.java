package io.afterclick.synthetic;

import io.afterclick.event.EventKind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * A file of official rows, each of which is a click with all that follows it. Displaced rows stay within the tolerated disorder,
 * but official files tolerate none: they must be sorted to be read. Rows must be given in time order.
 */
final class RowFile implements Closeable {

    /**
     * What a row holds besides its click.
     *
     * @param unmatched of the purchases and refunds, how many belong to nothing
     */
    record Content(long purchases, long refunds, long unmatched) {}

    private final LineFile file;
    private final LineLayout layout;
    private final DamageSettings damage;
    private final DamageDraw draw;
    private final Ledger ledger;
    private final PriorityQueue<HeldLine<Content>> displaced = new PriorityQueue<>(HeldLine.BY_RELEASE);
    private Set<Damage> kinds = Set.of();
    private long greatest = Long.MIN_VALUE;
    private long sequence;

    RowFile(LineFile file, LineLayout layout, DamageSettings damage, Ledger ledger) {
        this.file = file;
        this.layout = layout;
        this.damage = damage;
        this.draw = new DamageDraw(damage, Draws.Stream.DAMAGED_CLICKS);
        this.ledger = ledger;
    }

    /**
     * Decides what is done to the next row.
     *
     * @return by how many seconds its first purchase shall precede its click, if it has one; 0 for not at all
     */
    long nextPrecedence() {
        if (!damage.any()) {
            return 0;
        }
        kinds = draw.next();
        return kinds.contains(Damage.UNMATCHED) ? 1 + draw.draws().below(3600) : 0;
    }

    /** Writes the row that was decided about, now or further down; its time as it is written, in milliseconds. */
    void write(LineBuffer line, long time, Content content) throws IOException {
        if (!damage.any()) {
            file.write(line);
            return;
        }
        releaseBefore(time);
        boolean broken = kinds.contains(Damage.MALFORMED);
        if (broken) {
            Breakage.breakAtRandom(line, layout, draw.draws());
        }
        boolean moved = kinds.contains(Damage.OUT_OF_ORDER);
        long distance =
                moved ? 1 + draw.draws().below(damage.maxOutOfOrderness().toMillis()) : 0;
        HeldLine<Content> row = new HeldLine<>(
                line.copy(), time, time + distance, sequence++, broken ? DeadLetter.MALFORMED : null, content);
        if (moved) {
            displaced.add(row);
        } else {
            emit(row);
        }
    }

    Path path() {
        return file.path();
    }

    @Override
    public void close() throws IOException {
        releaseBefore(Long.MAX_VALUE);
        file.close();
    }

    private void releaseBefore(long time) throws IOException {
        while (!displaced.isEmpty() && displaced.element().releaseAt() < time) {
            emit(displaced.remove());
        }
    }

    private void emit(HeldLine<Content> row) throws IOException {
        Content content = row.content();
        file.write(row.bytes(), row.bytes().length);
        ledger.written(EventKind.CLICK, 1);
        if (greatest > row.time()) {
            ledger.damaged(file, Damage.OUT_OF_ORDER);
        }
        if (row.fault() != null) {
            ledger.damaged(file, Damage.MALFORMED);
            ledger.dead(DeadLetter.MALFORMED, 1);
            return;
        }
        greatest = Math.max(greatest, row.time());
        if (content.unmatched() > 0) {
            ledger.damaged(file, Damage.UNMATCHED);
        }
        ledger.written(EventKind.PURCHASE, content.purchases());
        ledger.written(EventKind.REFUND, content.refunds());
        ledger.dead(DeadLetter.UNMATCHED, content.unmatched());
        ledger.applied(1 + content.purchases() + content.refunds() - content.unmatched());
    }
}
