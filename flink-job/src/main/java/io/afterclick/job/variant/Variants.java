package io.afterclick.job.variant;

import io.afterclick.feature.FeatureSpace;
import io.afterclick.job.publish.PublishedVariant;
import io.afterclick.job.trainer.LearnerOpener;
import io.afterclick.job.trainer.VariantPlan;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.journey.delivery.Deliveries;
import io.afterclick.journey.delivery.NetOracleDelivery;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.RowFormat;
import io.afterclick.learn.reader.ReaderOptions;
import io.afterclick.learn.reader.ReaderParts;
import io.afterclick.learn.reader.ReaderSettings;
import io.afterclick.learn.tesla.TeslaParts;
import io.afterclick.learn.tesla.TeslaScorer;
import io.afterclick.learn.tesla.TeslaSettings;
import io.afterclick.snapshot.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /**
     * What the published models of the variants that train have in common, by name.
     *
     * @param folders of pretrained networks, by their kind
     * @param provenance of the run: version, seed and settings
     */
    public static Map<String, PublishedVariant> published(
            List<VariantSpec> specs,
            ModelDefaults defaults,
            FeatureSpace features,
            Map<String, String> folders,
            Provenance provenance) {
        Map<String, PublishedVariant> published = new TreeMap<>();
        for (VariantSpec spec : specs) {
            String kind = networks(spec, defaults);
            String folder = folders.get(kind);
            if (spec.kind().delivery() != null && folder != null) {
                RowFormat format = format(spec, defaults);
                SortedMap<String, String> settings = new TreeMap<>(provenance.settings());
                settings.putAll(PublishedModel.of(spec, defaults, features).settings());
                published.put(
                        spec.name(),
                        new PublishedVariant(
                                kind,
                                format.sets(),
                                format.fields(),
                                format.layout().dimension(),
                                folder,
                                provenance.createdBy(),
                                provenance.seed(),
                                settings));
            }
        }
        return published;
    }

    private static RowFormat format(VariantSpec spec, ModelDefaults defaults) {
        return spec.kind().family() == ModelKind.Family.TESLA
                ? TeslaParts.format(teslaSettings(spec, defaults), defaults.fields(), false)
                : ReaderParts.format(readerSettings(defaults), defaults.fields(), false);
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

    /** The labels for which journeys are followed. */
    public static Tracked tracked(List<VariantSpec> variants) {
        boolean net = has(variants, ModelKind.Family.TESLA);
        boolean gmv = has(variants, ModelKind.Family.READER);
        return net && gmv ? Tracked.BOTH : net ? Tracked.NET_CONVERSION : Tracked.GMV;
    }

    private static boolean has(List<VariantSpec> variants, ModelKind.Family family) {
        return variants.stream().anyMatch(variant -> variant.kind().family() == family);
    }
}
