package io.afterclick.journey.delivery;

import io.afterclick.journey.Delivery;
import io.afterclick.journey.JourneyWindows.Tracked;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run delivers, by the name that settings use: the samples of one model, and the outcome that judges it.
 *
 * @param deliveries to be asked in this order
 * @param tracked the labels that they need a journey to be followed for
 */
public record Deliveries(List<Delivery> deliveries, Tracked tracked) {

    /** Name of the final labels of net conversion. */
    public static final String NET_OUTCOME = "net-outcome";

    /** Name of the final values. */
    public static final String GMV_OUTCOME = "gmv-outcome";

    /** Name of the requests to score clicks. */
    public static final String SCORE_REQUESTS = "score-requests";

    /** Name of all that became of a click. */
    public static final String LIVES = "lives";

    private static final Map<String, Deliveries> BY_NAME = byName();

    public Deliveries {
        deliveries = List.copyOf(deliveries);
    }

    /**
     * Deliveries of a name, or of several names with {@code +} between them; beside those of {@link #names} these may be
     * {@value #NET_OUTCOME}, {@value #GMV_OUTCOME}, {@value #SCORE_REQUESTS} and {@value #LIVES}.
     *
     * @throws IllegalArgumentException if there is no delivery of that name
     */
    public static Deliveries of(String name) {
        Map<String, Delivery> all = new LinkedHashMap<>();
        Set<Tracked> tracked = EnumSet.noneOf(Tracked.class);
        for (String part : name.split("\\+", -1)) {
            Deliveries found = part(part);
            found.deliveries.forEach(delivery -> all.putIfAbsent(delivery.name(), delivery));
            boolean follows = !part.equals(SCORE_REQUESTS) && !part.equals(LIVES);
            if (follows) {
                tracked.add(found.tracked);
            }
        }
        // Requests to score and lives are delivered whatever is tracked.
        Tracked one =
                tracked.isEmpty() ? Tracked.NET_CONVERSION : tracked.iterator().next();
        return new Deliveries(List.copyOf(all.values()), tracked.size() > 1 ? Tracked.BOTH : one);
    }

    private static Deliveries part(String name) {
        switch (name) {
            case NET_OUTCOME -> {
                return new Deliveries(List.of(new NetOutcomeDelivery()), Tracked.NET_CONVERSION);
            }
            case GMV_OUTCOME -> {
                return new Deliveries(List.of(new GmvOutcomeDelivery()), Tracked.GMV);
            }
            case SCORE_REQUESTS -> {
                return new Deliveries(List.of(new ScoreRequests()), Tracked.NET_CONVERSION);
            }
            case LIVES -> {
                return new Deliveries(List.of(new LifeDelivery()), Tracked.NET_CONVERSION);
            }
            default -> {
                return named(name);
            }
        }
    }

    private static Deliveries named(String name) {
        Deliveries found = BY_NAME.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "delivery: expected one of " + String.join(", ", BY_NAME.keySet()) + ", found '" + name + "'");
        }
        return found;
    }

    /** All names, the models of this project first. */
    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    private static Map<String, Deliveries> byName() {
        Map<String, Deliveries> all = new LinkedHashMap<>();
        addNet(new TeslaDelivery(), all);
        addGmv(new ReaderDelivery(), all);
        addNet(new NetOracleDelivery(), all);
        addGmv(new GmvOracleDelivery(), all);
        addNet(new FakeNegativeDelivery(FakeNegativeDelivery.FNC), all);
        addNet(new FakeNegativeDelivery(FakeNegativeDelivery.FNW), all);
        addNet(new ObservedConversionDelivery(ObservedConversionDelivery.ES_DFM), all);
        addNet(new DeferDelivery(), all);
        addNet(new ObservedConversionDelivery(ObservedConversionDelivery.DEFUSE), all);
        addNet(new DdfmDelivery(), all);
        addNet(new BdlDelivery(), all);
        return Collections.unmodifiableMap(all);
    }

    private static void addNet(Delivery samples, Map<String, Deliveries> all) {
        all.put(samples.name(), new Deliveries(List.of(samples, new NetOutcomeDelivery()), Tracked.NET_CONVERSION));
    }

    private static void addGmv(Delivery samples, Map<String, Deliveries> all) {
        all.put(samples.name(), new Deliveries(List.of(samples, new GmvOutcomeDelivery()), Tracked.GMV));
    }
}
