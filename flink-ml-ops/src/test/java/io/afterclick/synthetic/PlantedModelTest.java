package io.afterclick.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class PlantedModelTest {

    @Test
    void skewStaysWithinItsIdsAndFavoursTheFirst() {
        for (Skew skew : new Skew[] {Skew.over(8, 2, 1), Skew.over(655_360, -2, 20), Skew.over(3, 1, 1)}) {
            assertThat(skew.id(Math.nextUp(0.0))).isZero();
            assertThat(skew.id(Math.nextDown(1.0))).isEqualTo(skew.size() - 1);
            assertThat(skew.id(.5)).isLessThanOrEqualTo(skew.size() / 2);
        }
    }

    @Test
    void aucInBinsIsTheShareOfOrderedPairs() {
        AucBins bins = new AucBins();
        bins.add(-1, false);
        bins.add(0, true);
        bins.add(1, false);
        bins.add(2, true);
        bins.add(2, false);
        assertThat(bins.auc()).isCloseTo((1 + 2.5) / 6, within(1e-12));
    }

    @Test
    void clicksComeInOrderAndEachCanBeAskedForAlone() {
        ClickClock clock = new ClickClock(1, 10_000, 2);
        long last = 0;
        for (int i = 0; i < 10_000; i++) {
            assertThat(clock.timeOf(i)).isBetween(last, 2 * Rhythm.DAY - 1);
            last = clock.timeOf(i);
        }
        assertThat(clock.timeOf(17)).isEqualTo(new ClickClock(1, 10_000, 2).timeOf(17));
    }

    @Test
    void clicksLikelyToConvertConvertSooner() {
        GenerateSettings settings = GenerateSettings.of(Profile.CASCADE, 100_000, 10, 1, Path.of("unused"));
        ClickClock clock = new ClickClock(1, settings.clicks(), settings.days());
        Fields fields = Fields.cascade(1);
        CascadeModel model = new CascadeModel(settings, fields, new Sample(1, fields, clock));
        MedianBins[] purchase = {new MedianBins(), new MedianBins()};
        MedianBins[] refund = {new MedianBins(), new MedianBins()};
        CascadeClick click = new CascadeClick();
        for (int i = 0; i < settings.clicks(); i++) {
            model.draw(i, clock.timeOf(i), click);
            if (click.converted()) {
                purchase[click.conversionLogit > -1.5 ? 1 : 0].add(click.purchaseTime - click.time);
            }
            if (click.refunded()) {
                refund[click.refundLogit > -.7 ? 1 : 0].add(click.refundTime - click.purchaseTime);
            }
        }
        assertThat(purchase[1].hours()).isLessThan(.9 * purchase[0].hours());
        assertThat(refund[1].hours()).isLessThan(.9 * refund[0].hours());
    }

    @Test
    void aLearnerThatKeepsLearningBeatsAFrozenOne() {
        double frozen = LinearLearner.auc(200_000, 10);
        double online = LinearLearner.auc(200_000, 25);
        assertThat(frozen).isGreaterThan(.65);
        assertThat(online).isGreaterThan(frozen + .01).isLessThan(.80);
    }
}
