package io.afterclick.journey;

import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.Life;
import io.afterclick.journey.Delivered.NetOutcome;
import io.afterclick.journey.Delivered.ScoreRequest;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/** Events and what was delivered of them, with other instants or another click. Delays are no instants. */
final class Moved {

    private Moved() {}

    static Event by(Event event, long millis) {
        if (event instanceof Click click) {
            return by(click, millis);
        }
        if (event instanceof Purchase purchase) {
            return new Purchase(purchase.id(), purchase.clickId(), purchase.time() + millis, purchase.amountMicros());
        }
        Refund refund = (Refund) event;
        return new Refund(
                refund.id(), refund.purchaseId(), refund.clickId(), refund.time() + millis, refund.amountMicros());
    }

    static LivedStream.Told by(LivedStream.Told told, long millis) {
        return of(told, click -> by(click, millis), time -> time == Delivered.UNKNOWN ? time : time + millis);
    }

    static LivedStream.Told with(LivedStream.Told told, UnaryOperator<Click> click) {
        return of(told, click, time -> time);
    }

    private static Click by(Click click, long millis) {
        return new Click(
                click.id(), click.userId(), click.itemId(), click.time() + millis, click.scene(), click.features());
    }

    private static LivedStream.Told of(LivedStream.Told told, UnaryOperator<Click> click, LongUnaryOperator time) {
        List<Delivered> delivered =
                told.delivered().stream().map(thing -> of(thing, click, time)).toList();
        return new LivedStream.Told(delivered, told.fates());
    }

    private static Delivered of(Delivered delivered, UnaryOperator<Click> map, LongUnaryOperator time) {
        Click click = map.apply(delivered.click());
        if (delivered instanceof ConversionSample s) {
            return new ConversionSample(
                    click,
                    s.delivery(),
                    s.task(),
                    time.applyAsLong(s.deliveredAt()),
                    s.sequence(),
                    s.paid(),
                    s.refunded(),
                    s.purchaseId(),
                    s.conversionDelay(),
                    s.refundDelay());
        }
        if (delivered instanceof GmvSample s) {
            long at = time.applyAsLong(s.deliveredAt());
            return new GmvSample(
                    click, s.delivery(), s.task(), at, s.sequence(), s.purchaseId(), s.now(), s.previous());
        }
        if (delivered instanceof NetOutcome o) {
            return new NetOutcome(
                    click, time.applyAsLong(o.decidedAt()), o.trajectory(), o.conversionDelay(), o.refundDelay());
        }
        if (delivered instanceof GmvOutcome o) {
            return new GmvOutcome(click, time.applyAsLong(o.decidedAt()), o.count(), o.grossMicros(), o.netMicros());
        }
        if (delivered instanceof Life l) {
            return new Life(
                    click,
                    time.applyAsLong(l.netKnownAt()),
                    time.applyAsLong(l.gmvKnownAt()),
                    l.trajectory(),
                    l.purchases());
        }
        return new ScoreRequest(click);
    }
}
