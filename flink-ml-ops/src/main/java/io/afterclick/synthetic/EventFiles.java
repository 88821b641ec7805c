package io.afterclick.synthetic;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The three files of the events profile, and how their lines look. */
final class EventFiles implements Closeable {

    /** Stands for a click that a stray cannot refer to. */
    static final long NO_CLICK = 0;

    /** Ids of strays begin here, above every other id. */
    private static final long STRAYS = 9_000_000_000L;

    private static final int ID_WIDTH = 10;
    private static final long EPOCH_MS = RawCascade.EPOCH_SECONDS * 1000;

    private final List<Path> paths;
    private final Ledger ledger;
    private final RecordFile clicks;
    private final RecordFile purchases;
    private final RecordFile refunds;
    private final LineBuffer line = new LineBuffer();
    private long strays = STRAYS;

    EventFiles(Path folder, boolean gzip, DamageSettings damage, Ledger ledger) throws IOException {
        LineFile clickLines = LineFile.open(folder, "clicks.csv", gzip);
        LineFile purchaseLines = LineFile.open(folder, "purchases.csv", gzip);
        LineFile refundLines = LineFile.open(folder, "refunds.csv", gzip);
        this.paths = List.of(clickLines.path(), purchaseLines.path(), refundLines.path());
        this.ledger = ledger;
        line.clear().put("click_id,user_id,item_id,event_time_ms");
        for (int f = 0; f < Fields.COUNT; f++) {
            line.put(",f").number(f);
        }
        clickLines.write(line);
        purchaseLines.write(line.clear().put("purchase_id,click_id,event_time_ms,amount"));
        refundLines.write(line.clear().put("refund_id,purchase_id,click_id,event_time_ms,amount"));
        this.clicks = new RecordFile(clickLines, LineLayout.CLICKS, damage, Draws.Stream.DAMAGED_CLICKS, ledger);
        this.purchases =
                new RecordFile(purchaseLines, LineLayout.PURCHASES, damage, Draws.Stream.DAMAGED_PURCHASES, ledger);
        this.refunds = new RecordFile(refundLines, LineLayout.REFUNDS, damage, Draws.Stream.DAMAGED_REFUNDS, ledger);
    }

    void click(CascadeClick click, long id, Fate fate) throws IOException {
        line.clear()
                .id('c', id, ID_WIDTH)
                .put(',')
                .id('u', click.ids[Fields.USER], ID_WIDTH)
                .put(',')
                .id('i', click.ids[Fields.ITEM], ID_WIDTH)
                .put(',')
                .number(EPOCH_MS + click.time);
        for (int feature : click.ids) {
            line.put(',').number(feature);
        }
        clicks.write(line, click.time, fate);
    }

    /** Writes a purchase, and a stray if one is due: of a click that never was, or of one that comes only later. */
    void purchase(Follower purchase, long laterClick) throws IOException {
        putPurchase(purchase.id(), purchase.clickId(), purchase);
        purchases.write(line, purchase.time(), purchase.fate());
        if (purchases.strayDue()) {
            long stray = strays++;
            putPurchase(stray, laterClick == NO_CLICK || stray % 2 == 0 ? stray : laterClick, purchase);
            purchases.writeStray(line, purchase.time(), Fate.of(ledger));
        }
    }

    /** Writes a refund, and a stray if one is due: of a purchase that never was, of a click that was or was not. */
    void refund(Follower refund) throws IOException {
        putRefund(refund.id(), refund.purchaseId(), refund.clickId(), refund);
        refunds.write(line, refund.time(), refund.fate());
        if (refunds.strayDue()) {
            long stray = strays++;
            putRefund(stray, stray, stray % 2 == 0 ? stray : refund.clickId(), refund);
            refunds.writeStray(line, refund.time(), Fate.of(ledger));
        }
    }

    @Override
    public void close() throws IOException {
        clicks.close();
        purchases.close();
        refunds.close();
    }

    List<Path> paths() {
        return paths;
    }

    private void putPurchase(long id, long clickId, Follower like) {
        line.clear().id('p', id, ID_WIDTH).put(',').id('c', clickId, ID_WIDTH);
        putTimeAndMoney(like);
    }

    private void putRefund(long id, long purchaseId, long clickId, Follower like) {
        line.clear()
                .id('r', id, ID_WIDTH)
                .put(',')
                .id('p', purchaseId, ID_WIDTH)
                .put(',')
                .id('c', clickId, ID_WIDTH);
        putTimeAndMoney(like);
    }

    private void putTimeAndMoney(Follower like) {
        line.put(',').number(EPOCH_MS + like.time()).put(',').money(like.cents());
    }
}
