package io.afterclick.job.variant;

import io.afterclick.job.trainer.LearnerOpener;
import io.afterclick.job.trainer.VariantPlan;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.journey.delivery.Deliveries;
import io.afterclick.journey.delivery.NetOracleDelivery;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.reader.ReaderOptions;
import io.afterclick.learn.reader.ReaderParts;
import io.afterclick.learn.reader.ReaderSettings;
import io.afterclick.learn.tesla.TeslaParts;
import io.afterclick.learn.tesla.TeslaScorer;
import io.afterclick.learn.tesla.TeslaSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The variants of a run, ready to be trained. */
public final class Variants {

    private Variants() {}

    /** Which pretrained networks a variant begins from: the kind of their folder. */
    public static String networks(VariantSpec spec, ModelDefaults defaults) {
        if (spec.kind().family() == ModelKind.Family.TESLA) {
            return TeslaParts.kind(teslaSettings(spec, defaults).variant());
        }
        return readerOptions(spec).singleBranch() ? ReaderParts.KIND + "-single-branch" : ReaderParts.KIND;
    }

    /** Settings of a variant of TESLA. */
    public static TeslaSettings teslaSettings(VariantSpec spec, ModelDefaults defaults) {
        return TeslaOpener.settings(spec, defaults);
    }

    /** Options of a variant of READER. */
    public static ReaderOptions readerOptions(VariantSpec spec) {
        return ReaderOpener.options(spec);
    }

    /** Settings of all variants of READER. */
    public static ReaderSettings readerSettings(ModelDefaults defaults) {
        return ReaderOpener.settings(defaults);
    }

    /** What a variant predicts. */
    public static Set<Quantity> quantities(VariantSpec spec) {
        return spec.kind().family() == ModelKind.Family.TESLA
                ? Set.copyOf(TeslaScorer.QUANTITIES)
                : Set.of(Quantity.GMV);
    }

    /**
     * Plans of all variants.
     *
     * @param folders of pretrained networks, by their kind
     * @throws IllegalArgumentException if an option of a variant is wrong
     */
    public static List<VariantPlan> plans(
            List<VariantSpec> specs, ModelDefaults defaults, Map<String, String> folders, JourneyWindows windows) {
        List<VariantPlan> plans = new ArrayList<>();
        for (VariantSpec spec : specs) {
            String networks = networks(spec, defaults);
            String folder = folders.get(networks);
            if (folder == null) {
                throw new IllegalArgumentException(
                        "variant " + spec.name() + ": expected pretrained networks of " + networks + ", found none");
            }
            LearnerOpener opener = spec.kind().family() == ModelKind.Family.TESLA
                    ? new TeslaOpener(spec, defaults, folder)
                    : new ReaderOpener(spec, defaults, folder);
            plans.add(new VariantPlan(spec.name(), spec.kind().delivery(), opener, closingDelay(spec, windows)));
        }
        return plans;
    }

    /** Complete labels come long after the click whose time they carry. */
    private static long closingDelay(VariantSpec spec, JourneyWindows windows) {
        return switch (spec.kind()) {
            case ORACLE -> NetOracleDelivery.delay(windows);
            case READER_ORACLE -> windows.gmvAttribution();
            default -> 0;
        };
    }

    /** Names of the deliveries that pretraining needs for the variants, joined as journeys take them. */
    public static String lives(List<VariantSpec> specs) {
        Set<String> names = new LinkedHashSet<>();
        names.add(Deliveries.LIVES);
        for (VariantSpec spec : specs) {
            names.add(outcome(spec));
        }
        return String.join("+", names);
    }

    private static String outcome(VariantSpec spec) {
        return spec.kind().family() == ModelKind.Family.TESLA ? Deliveries.NET_OUTCOME : Deliveries.GMV_OUTCOME;
    }

    /** Names of the deliveries that the variants need, joined as journeys take them. */
    public static String deliveries(List<VariantSpec> specs) {
        Set<String> names = new LinkedHashSet<>();
        for (VariantSpec spec : specs) {
            String delivery = spec.kind().delivery();
            if (delivery != null) {
                names.add(delivery);
            }
            names.add(outcome(spec));
        }
        names.add(Deliveries.SCORE_REQUESTS);
        return String.join("+", names);
    }
}
