package io.afterclick.synthetic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Writes clicks, purchases and refunds to a file each, all in event-time order. Purchases and refunds wait until the clicks have
 * reached their time; since every window is short, few do.
 */
final class EventsLog implements LogWriter {

    private static final double PARTIAL_REFUNDS = 0.2;

    private final EventsModel model;
    private final EventFiles files;
    private final Ledger ledger;
    private final CascadeStatistics statistics = new CascadeStatistics();
    private final CascadeClick click = new CascadeClick();
    private final TraceClick basket = new TraceClick();
    private final PriorityQueue<Follower> purchases = new PriorityQueue<>(Follower.BY_TIME);
    private final PriorityQueue<Follower> refunds = new PriorityQueue<>(Follower.BY_TIME);
    private long purchaseCount;
    private long refundCount;
    private long repurchaseClicks;
    private int mostWaiting;

    EventsLog(EventsModel model, EventFiles files, Ledger ledger) {
        this.model = model;
        this.files = files;
        this.ledger = ledger;
    }

    @Override
    public void write(long index, long time) throws IOException {
        long id = index + 1;
        writeFollowers(time, id);
        Draws draws = model.draw(index, time, click, basket);
        statistics.add(click);
        Fate fate = Fate.of(ledger);
        files.click(click, id, fate);
        if (click.converted()) {
            repurchaseClicks += basket.repurchased() ? 1 : 0;
            for (int i = 0; i < basket.purchases; i++) {
                await(id, i, fate.follower(), draws);
            }
            mostWaiting = Math.max(mostWaiting, purchases.size() + refunds.size());
        }
    }

    @Override
    public List<Path> files() {
        return files.paths();
    }

    @Override
    public List<Statistic> statistics() {
        List<Statistic> list = new ArrayList<>(statistics.list());
        list.add(new Statistic("purchases", purchaseCount, "purchases, repurchases included"));
        list.add(new Statistic("refunds", refundCount, "refunds, those of repurchases included"));
        list.add(new Statistic("repurchaseClicks", repurchaseClicks, "clicks with several purchases"));
        list.add(new Statistic("mostWaiting", mostWaiting, "most purchases and refunds held in memory at once"));
        return List.copyOf(list);
    }

    @Override
    public void close() throws IOException {
        writeFollowers(Long.MAX_VALUE, EventFiles.NO_CLICK);
        files.close();
    }

    private void await(long clickId, int i, Fate fate, Draws draws) {
        long time = basket.purchaseTimes[i];
        long cents = basket.cents[i];
        long purchaseId = ++purchaseCount;
        purchases.add(new Follower(time, purchaseId, purchaseId, clickId, cents, fate));
        long refundTime = i == 0 ? click.refundTime : model.drawRefund(click, time);
        if (refundTime != CascadeClick.NEVER) {
            boolean partial = draws.uniform() < PARTIAL_REFUNDS;
            long refunded = partial ? 1 + (long) ((cents - 1) * draws.uniform()) : cents;
            refunds.add(new Follower(refundTime, ++refundCount, purchaseId, clickId, refunded, fate.follower()));
        }
    }

    /** Writes followers up to a time; the next click is known, so strays can refer to a click that comes after them. */
    private void writeFollowers(long until, long nextClick) throws IOException {
        while (!purchases.isEmpty() && purchases.element().time() <= until) {
            Follower purchase = purchases.remove();
            files.purchase(purchase, purchase.time() < until ? nextClick : EventFiles.NO_CLICK);
        }
        while (!refunds.isEmpty() && refunds.element().time() <= until) {
            files.refund(refunds.remove());
        }
    }
}
