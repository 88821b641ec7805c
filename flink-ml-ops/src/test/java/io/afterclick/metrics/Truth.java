package io.afterclick.metrics;

import java.util.List;
import java.util.function.Predicate;

/** Metrics by their definition, pair by pair. NaN if there is no pair. */
final class Truth {

    private Truth() {}

    static double auc(List<Row> rows) {
        double ordered = 0;
        long pairs = 0;
        for (Row positive : rows) {
            for (Row negative : rows) {
                if (positive.converted() && !negative.converted()) {
                    ordered += credit(positive.prediction(), negative.prediction());
                    pairs++;
                }
            }
        }
        return ordered / pairs;
    }

    static double gmvAuc(List<Row> rows) {
        double ordered = 0;
        long pairs = 0;
        for (Row higher : rows) {
            for (Row lower : rows) {
                if (higher.label() > lower.label()) {
                    ordered += credit(higher.prediction(), lower.prediction());
                    pairs++;
                }
            }
        }
        return ordered / pairs;
    }

    /** For each positive, the precision at its own prediction. */
    static double averagePrecision(List<Row> rows) {
        double precisions = 0;
        for (Row positive : rows) {
            if (positive.converted()) {
                long above = count(rows, row -> row.prediction() >= positive.prediction());
                long hits = count(rows, row -> row.converted() && row.prediction() >= positive.prediction());
                precisions += (double) hits / above;
            }
        }
        return precisions / count(rows, Row::converted);
    }

    static double gauc(List<Row> rows) {
        double sum = 0;
        long weight = 0;
        for (long user : rows.stream().mapToLong(Row::user).distinct().toArray()) {
            List<Row> own = rows.stream().filter(row -> row.user() == user).toList();
            double auc = auc(own);
            if (!Double.isNaN(auc)) {
                sum += auc * own.size();
                weight += own.size();
            }
        }
        return sum / weight;
    }

    static double logLikelihood(List<Row> rows) {
        return -rows.stream()
                .mapToDouble(row -> Math.log(row.converted() ? row.prediction() : 1 - row.prediction()))
                .average()
                .orElse(Double.NaN);
    }

    static double alpr(List<Row> rows) {
        return rows.stream()
                .mapToDouble(row -> Math.abs(Math.log(row.prediction() / row.label()) / Math.log(2)))
                .average()
                .orElse(Double.NaN);
    }

    static double accuracy(List<Row> rows) {
        return (double) count(rows, row -> Math.abs(row.prediction() - row.label()) <= row.label() / 5) / rows.size();
    }

    private static double credit(double higher, double lower) {
        if (higher == lower) {
            return 0.5;
        }
        return higher > lower ? 1 : 0;
    }

    private static long count(List<Row> rows, Predicate<Row> wanted) {
        return rows.stream().filter(wanted).count();
    }
}
