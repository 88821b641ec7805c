package io.afterclick.synthetic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What was generated, also written as statistics.json.
 *
 * @param files data files, in the order clicks, purchases, refunds
 * @param statistics that the log reached before it was damaged
 * @param expected what a job must count, if the log was damaged
 */
public record GenerateReport(List<Path> files, List<Statistic> statistics, Optional<ExpectedCounts> expected) {

    /** The value of a statistic by name. */
    public double value(String name) {
        return statistics.stream()
                .filter(statistic -> statistic.name().equals(name))
                .mapToDouble(Statistic::value)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("expected one of "
                        + statistics.stream().map(Statistic::name).toList() + ", found " + name));
    }

    /** A table to print. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            lines.add("wrote " + file);
        }
        for (Statistic statistic : statistics) {
            lines.add(String.format(
                    Locale.ROOT, "%-28s %14s  %s", statistic.name(), text(statistic.value()), statistic.meaning()));
        }
        expected.ifPresent(counts -> {
            lines.add("expected records      " + counts.records());
            lines.add("expected dead letters " + counts.deadLetters());
            lines.add("expected applied      " + counts.applied());
        });
        return List.copyOf(lines);
    }

    private static String text(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : String.format(Locale.ROOT, "%.4f", value);
    }
}
