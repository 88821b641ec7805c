package io.afterclick.job.torture;

import io.afterclick.job.torture.RunRecords.Difference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of a torture.
 *
 * @param killed in the order of their time
 * @param rounds runs that were compared with the undisturbed one, each by kind of record
 * @param deaths processes that ended although nobody had killed them
 */
public record Verdict(long seed, List<Killed> killed, List<Map<String, Difference>> rounds, int deaths) {

    /** Whether parameters and optimisers of all variants in all rounds are those of the undisturbed run. */
    public boolean hashesEqual() {
        return rounds.stream().allMatch(round -> {
            Difference variants = round.getOrDefault(RunRecords.VARIANTS, new Difference(0, 0, 0));
            return variants.records() > 0 && variants.isNone();
        });
    }

    /** Records that only the undisturbed run has. */
    public long lost() {
        return rounds.stream()
                .flatMap(round -> round.values().stream())
                .mapToLong(Difference::lost)
                .sum();
    }

    /** Records that the undisturbed run has not, or less often. */
    public long doubled() {
        return rounds.stream()
                .flatMap(round -> round.values().stream())
                .mapToLong(Difference::doubled)
                .sum();
    }

    /** Whether nothing has changed. */
    public boolean isGood() {
        return !rounds.isEmpty() && hashesEqual() && lost() == 0 && doubled() == 0;
    }

    /** Records that were compared, by kind, in all rounds together. */
    public Map<String, Difference> sums() {
        Map<String, Difference> sums = new LinkedHashMap<>();
        for (Map<String, Difference> round : rounds) {
            round.forEach((kind, own) -> sums.merge(
                    kind,
                    own,
                    (a, b) ->
                            new Difference(a.records() + b.records(), a.lost() + b.lost(), a.doubled() + b.doubled())));
        }
        return sums;
    }

    /** Kills by what was killed and when, such as {@code "job manager, any moment"}. */
    public Map<String, List<Killed>> byKind() {
        return killed.stream()
                .collect(Collectors.groupingBy(
                        each -> each.victim().label() + ", " + each.moment().label(),
                        TreeMap::new,
                        Collectors.toList()));
    }

    /** From a kill until all tasks run again; null if nothing was killed. */
    public static @Nullable Double medianRecovery(List<Killed> killed) {
        double[] seconds = seconds(killed);
        int half = seconds.length / 2;
        if (seconds.length == 0) {
            return null;
        }
        return seconds.length % 2 == 1 ? (Double) seconds[half] : (Double) ((seconds[half - 1] + seconds[half]) / 2);
    }

    /** The longest recovery; null if nothing was killed. */
    public static @Nullable Double worstRecovery(List<Killed> killed) {
        double[] seconds = seconds(killed);
        return seconds.length == 0 ? null : (Double) seconds[seconds.length - 1];
    }

    private static double[] seconds(List<Killed> killed) {
        return killed.stream().mapToDouble(Killed::recoverySeconds).sorted().toArray();
    }

    /** The content of {@code verdict.json}. */
    public Map<String, Object> content() {
        Map<String, Object> recovery = new LinkedHashMap<>();
        recovery.put("median", medianRecovery(killed));
        recovery.put("worst", worstRecovery(killed));
        Map<String, Object> kinds = new LinkedHashMap<>();
        byKind().forEach((kind, own) -> kinds.put(kind, own.size()));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("kills", killed.size());
        content.put("restarts", killed.stream().mapToLong(Killed::restarts).sum());
        content.put("hashesEqual", hashesEqual());
        content.put("lost", lost());
        content.put("doubled", doubled());
        content.put("recoverySeconds", recovery);
        content.put("seed", seed);
        content.put("rounds", rounds.size());
        content.put("unexpectedDeaths", deaths);
        content.put("killsByKind", kinds);
        content.put("records", sums());
        return content;
    }
}
