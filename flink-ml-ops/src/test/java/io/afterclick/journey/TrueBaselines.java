package io.afterclick.journey;

import static io.afterclick.journey.Label.cvr;
import static io.afterclick.journey.Label.rfr;

import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import java.util.ArrayList;
import java.util.List;

/** All labels that a baseline is ever given of one life, and in no order. */
final class TrueBaselines {

    private TrueBaselines() {}

    static List<Label> labels(String baseline, Truth.TrueLife life) {
        JourneyWindows windows = life.windows;
        long clicked = life.click.time();
        long observed = clicked + windows.conversionObservation();
        boolean fakeNegatives = baseline.startsWith("fn");
        List<Label> labels = new ArrayList<>();
        if (fakeNegatives) {
            labels.add(cvr(0, clicked));
        }
        if (life.purchases.isEmpty()) {
            if (!fakeNegatives) {
                labels.add(cvr(0, observed));
            }
            if (baseline.equals("defer") || baseline.equals("ddfm")) {
                labels.add(cvr(0, clicked + windows.conversionAttribution()));
            }
            return labels;
        }
        Purchase bought = life.purchases.get(0);
        boolean immediate = bought.time() <= observed;
        if (fakeNegatives || baseline.equals("defer") || !immediate) {
            labels.addAll(List.of(cvr(1, bought.time()), rfr(0, bought.time())));
        }
        if (!fakeNegatives) {
            labels.addAll(immediate ? List.of(cvr(1, observed), rfr(0, observed)) : List.of(cvr(0, observed)));
        }
        for (Refund refund : life.refundsOf(bought).stream().limit(1).toList()) {
            labels.add(rfr(1, refund.time()));
        }
        return labels;
    }
}
