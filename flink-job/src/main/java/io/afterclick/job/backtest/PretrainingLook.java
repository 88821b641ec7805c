package io.afterclick.job.backtest;

import io.afterclick.job.local.InputLook;
import io.afterclick.job.local.JobGauges;
import io.afterclick.job.local.Look;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Sees a pretraining job read its input and then train; both are counted as half of the work. */
record PretrainingLook(InputLook input) implements Look {

    private static final String GROUP = ".networks.";

    @Override
    public Seen look(JobGauges gauges, double seconds) throws IOException, InterruptedException {
        Map<String, Double> networks = gauges.sums(name -> name.contains(GROUP));
        double trained = sum(networks, ".clicksTrained");
        double clicks = sum(networks, ".clicks");
        if (trained > 0) {
            String text = String.format(Locale.ROOT, "trained on %,.0f of %,.0f clicks", trained, clicks);
            return new Seen(0.5 + trained / clicks / 2, text);
        }
        Seen read = input.look(gauges, seconds);
        return new Seen(read.share() / 2, read.text());
    }

    private static double sum(Map<String, Double> gauges, String ending) {
        return gauges.entrySet().stream()
                .filter(gauge -> gauge.getKey().endsWith(ending))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
