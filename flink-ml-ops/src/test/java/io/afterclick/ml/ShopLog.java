package io.afterclick.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;

/**
 * A small log of a shop, drawn from a seed, as tables. Clicks on {@code shoes} are bought much more often than others, {@code
 * hats} are sent back more often; what is bought by {@code gold} members is worth ten times as much.
 */
final class ShopLog {

    static final int FEATURES = 3;

    private static final String[] WARES = {"shoes", "hats", "books", "toys"};
    private static final String[] MEMBERS = {"gold", "plain"};
    private static final long MINUTE = 60_000;

    /** 2025-05-01T00:00+08:00. */
    private static final long START = 1_746_028_800_000L;

    static final DataType SETTLED = row(
            DataTypes.FIELD("click_id", DataTypes.STRING()),
            DataTypes.FIELD("click_time_ms", DataTypes.BIGINT()),
            DataTypes.FIELD("features", DataTypes.ARRAY(DataTypes.STRING())),
            DataTypes.FIELD("trajectory", DataTypes.STRING()));

    static final DataType SAMPLES = row(
            DataTypes.FIELD("click_id", DataTypes.STRING()),
            DataTypes.FIELD("click_time_ms", DataTypes.BIGINT()),
            DataTypes.FIELD("features", DataTypes.ARRAY(DataTypes.STRING())),
            DataTypes.FIELD("task", DataTypes.STRING()),
            DataTypes.FIELD("delivered_at_ms", DataTypes.BIGINT()),
            DataTypes.FIELD("sequence", DataTypes.INT()),
            DataTypes.FIELD("label", DataTypes.INT()),
            DataTypes.FIELD("conversion_delay_ms", DataTypes.BIGINT()),
            DataTypes.FIELD("refund_delay_ms", DataTypes.BIGINT()));

    static final DataType VALUES = row(
            DataTypes.FIELD("click_id", DataTypes.STRING()),
            DataTypes.FIELD("click_time_ms", DataTypes.BIGINT()),
            DataTypes.FIELD("features", DataTypes.ARRAY(DataTypes.STRING())),
            DataTypes.FIELD("task", DataTypes.STRING()),
            DataTypes.FIELD("delivered_at_ms", DataTypes.BIGINT()),
            DataTypes.FIELD("sequence", DataTypes.INT()),
            DataTypes.FIELD("purchase_count", DataTypes.INT()),
            DataTypes.FIELD("gmv_micros", DataTypes.BIGINT()),
            DataTypes.FIELD("elapsed_ms", DataTypes.BIGINT()),
            DataTypes.FIELD("previous_count", DataTypes.INT()),
            DataTypes.FIELD("previous_gmv_micros", DataTypes.BIGINT()),
            DataTypes.FIELD("previous_elapsed_ms", DataTypes.BIGINT()));

    private final SplittableRandom random;
    private final int clicks;

    /** @param clicks of each table */
    ShopLog(long seed, int clicks) {
        this.random = new SplittableRandom(seed);
        this.clicks = clicks;
    }

    private static DataType row(DataTypes.Field... fields) {
        return DataTypes.ROW(fields);
    }

    /** A table of rows in another order than they were drawn, which must not matter. */
    static Table table(StreamTableEnvironment tables, DataType type, List<Row> rows) {
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new java.util.Random(3));
        return Tables.of(tables, type, shuffled);
    }

    String[] features() {
        return new String[] {
            WARES[random.nextInt(WARES.length)], MEMBERS[random.nextInt(MEMBERS.length)], "page-" + random.nextInt(5)
        };
    }

    private boolean bought(String[] features) {
        return random.nextDouble() < (features[0].equals("shoes") ? 0.8 : 0.1);
    }

    private boolean refunded(String[] features) {
        return random.nextDouble() < (features[0].equals("hats") ? 0.8 : 0.2);
    }

    /** Settled clicks of TESLA. */
    List<Row> settled() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < clicks; i++) {
            String[] features = features();
            String trajectory = "nConv";
            if (bought(features)) {
                trajectory = random.nextBoolean() ? "iConv" : "dConv";
                if (refunded(features)) {
                    trajectory += random.nextBoolean() ? "-iRefund" : "-dRefund";
                }
            }
            rows.add(Row.of("settled-" + i, START + i * MINUTE, features, trajectory));
        }
        return rows;
    }

    /** Samples of TESLA. */
    List<Row> samples() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < clicks; i++) {
            String id = "click-" + i;
            long time = START + (clicks + i) * MINUTE;
            String[] features = features();
            boolean bought = bought(features);
            rows.add(Row.of(
                    id, time, features, "CVR", time + 15 * MINUTE, 0, bought ? 1 : 0, bought ? MINUTE : null, null));
            if (bought) {
                boolean refunded = refunded(features);
                rows.add(Row.of(
                        id,
                        time,
                        features,
                        "RFR",
                        time + 30 * MINUTE,
                        1,
                        refunded ? 1 : 0,
                        MINUTE,
                        refunded ? 2 * MINUTE : null));
            }
        }
        return rows;
    }

    static final DataType OUTCOMES = row(
            DataTypes.FIELD("click_id", DataTypes.STRING()),
            DataTypes.FIELD("task", DataTypes.STRING()),
            DataTypes.FIELD("decided_at_ms", DataTypes.BIGINT()),
            DataTypes.FIELD("complete", DataTypes.BOOLEAN()),
            DataTypes.FIELD("trajectory", DataTypes.STRING()));

    /** Outcomes of the clicks that such samples of TESLA are about. */
    static List<Row> outcomes(List<Row> samples) {
        Map<String, Row> outcomes = new LinkedHashMap<>();
        for (Row sample : samples) {
            String id = String.valueOf(sample.getField(0));
            boolean positive = Integer.valueOf(1).equals(sample.getField(6));
            String trajectory = positive ? "iConv" : "nConv";
            if ("RFR".equals(sample.getField(3))) {
                trajectory = positive ? "iConv-iRefund" : "iConv";
            }
            outcomes.put(id, Row.of(id, "NET_CONVERSION", sample.getField(4), true, trajectory));
        }
        return List.copyOf(outcomes.values());
    }

    /**
     * Samples of READER, a click's purchases and its close.
     *
     * @param name of the clicks
     */
    List<Row> values(String name) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < clicks; i++) {
            String[] features = features();
            int purchases = 1 + random.nextInt(3);
            long price = (features[1].equals("gold") ? 100 : 10) * 1_000_000L;
            long time = START + i * MINUTE;
            for (int count = 1; count <= purchases; count++) {
                rows.add(value(name + i, time, features, "GMV_PURCHASE", count, price, count, count - 1));
            }
            rows.add(value(name + i, time, features, "GMV_GROUND_TRUTH", purchases, price, 7 * 24 * 60, purchases));
        }
        return rows;
    }

    private static Row value(
            String id, long time, String[] features, String task, int count, long price, long minutes, int previous) {
        long elapsed = minutes * MINUTE;
        return Row.of(
                id,
                time,
                features,
                task,
                time + elapsed,
                task.equals("GMV_PURCHASE") ? count - 1 : count,
                count,
                count * price,
                elapsed,
                previous,
                previous * price,
                previous * MINUTE);
    }

    /** Clicks on all wares by all members. */
    static List<Row> clicks() {
        List<Row> rows = new ArrayList<>();
        for (String ware : WARES) {
            for (String member : MEMBERS) {
                rows.add(Row.of(ware + " " + member, new String[] {ware, member, "page-1"}));
            }
        }
        return rows;
    }

    static final DataType CLICKS = row(
            DataTypes.FIELD("click_id", DataTypes.STRING()),
            DataTypes.FIELD("features", DataTypes.ARRAY(DataTypes.STRING())));

    static List<String> wares() {
        return Arrays.asList(WARES);
    }
}
