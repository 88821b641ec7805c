package io.afterclick.job;

import io.afterclick.event.Click;
import io.afterclick.event.Features;
import io.afterclick.job.judge.JudgeSettings;
import io.afterclick.job.judge.JudgedVariant;
import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.SegmentScored;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivered.NetOutcome;
import io.afterclick.journey.Trajectory;
import io.afterclick.learn.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What the judge is given, drawn from a seed and in no order: three variants of net conversion and one of GMV over some
 * segments, the last one without clicks.
 */
record JudgeStreams(List<Predicted> predictions, List<SegmentScored> scored, List<SettledOutcome> outcomes) {

    static final int SEGMENTS = 5;
    static final int CLICKS = 300;

    /** Clicks before the first scored segment have outcomes, and no predictions. */
    static final int CLICKS_BEFORE = 50;

    private static final long LENGTH = 3_600_000;
    private static final long DAY = 24 * LENGTH;
    private static final long START = Instant.parse("2025-05-01T00:00:00Z").toEpochMilli();
    private static final List<String> CONVERSION_VARIANTS = List.of("oracle", "pretrained", "tesla");
    private static final Trajectory[] TRAJECTORIES = Trajectory.values();

    static JudgeSettings settings() {
        List<JudgedVariant> variants = new ArrayList<>();
        for (String name : CONVERSION_VARIANTS) {
            Set<Quantity> quantities = EnumSet.of(Quantity.CVR, Quantity.RFR, Quantity.NETCVR);
            variants.add(variant(name, quantities, name.equals("oracle") ? 6 * DAY : 0));
        }
        variants.add(variant("reader", EnumSet.of(Quantity.GMV), 0));
        return new JudgeSettings(variants, 10 * DAY, LENGTH, 64 << 10, true);
    }

    private static JudgedVariant variant(String name, Set<Quantity> quantities, long delay) {
        return new JudgedVariant(name, quantities, START, START + SEGMENTS * LENGTH, delay);
    }

    static JudgeStreams draw(long seed) {
        Random random = new Random(seed);
        JudgeStreams streams = new JudgeStreams(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        long[] clicks = new long[SEGMENTS];
        for (int index = -CLICKS_BEFORE; index < CLICKS; index++) {
            long segment = index < 0 ? -1 : random.nextInt(SEGMENTS - 1);
            long time = START + segment * LENGTH + random.nextInt((int) LENGTH);
            String user = index % 7 == 0 ? "" : "u" + random.nextInt(40);
            Click click = new Click("c" + index, user, "i", time, null, Features.of(List.of("red")));
            streams.settle(click, random);
            if (segment >= 0) {
                clicks[(int) segment]++;
                streams.predict(click, segment, random);
            }
        }
        streams.score(clicks);
        // Its outcome never comes.
        streams.predict(new Click("lost", "u", "i", START, null, Features.of(List.of("red"))), 0, random);
        Collections.shuffle(streams.predictions, random);
        Collections.shuffle(streams.scored, random);
        Collections.shuffle(streams.outcomes, random);
        return streams;
    }

    private void settle(Click click, Random random) {
        int draw = random.nextInt(14);
        Trajectory trajectory = draw < TRAJECTORIES.length ? TRAJECTORIES[draw] : Trajectory.N_CONV;
        boolean complete = random.nextInt(10) > 0;
        outcomes.add(new SettledOutcome(new NetOutcome(click, click.time() + DAY, trajectory, -1, -1), complete));
        int purchases = random.nextInt(3);
        long micros = purchases * (1 + random.nextInt(9_000_000));
        outcomes.add(new SettledOutcome(
                new GmvOutcome(click, click.time() + DAY, purchases, micros, micros), random.nextInt(10) > 0));
    }

    private void predict(Click click, long segment, Random random) {
        for (String variant : CONVERSION_VARIANTS) {
            double cvr = random.nextInt(200) / 200.0;
            double rfr = segment == 2 && variant.equals("tesla") && random.nextInt(30) == 0
                    ? Double.NaN
                    : random.nextDouble();
            predictions.add(new Predicted(
                    variant, click.id(), click.userId(), click.time(), segment, 7, cvr, rfr, cvr * (1 - rfr), null));
        }
        predictions.add(new Predicted(
                "reader",
                click.id(),
                click.userId(),
                click.time(),
                segment,
                7,
                null,
                null,
                null,
                random.nextInt(30) / 2.0));
    }

    private void score(long[] clicks) {
        // One more in the first segment: the click that is lost.
        clicks[0]++;
        for (int segment = 0; segment < SEGMENTS; segment++) {
            long start = START + segment * LENGTH;
            for (JudgedVariant variant : settings().variants()) {
                scored.add(new SegmentScored(variant.name(), segment, start, start + LENGTH, clicks[segment]));
            }
        }
    }
}
