package io.afterclick.job.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterclick.job.variant.ModelKind;
import io.afterclick.job.variant.VariantSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the run shows, in a sentence for each quantity that matters: the best learner against what never learned again. */
final class Verdict {

    /** Where an AUC is, whose it is, and how it is called. */
    private record Question(ModelKind.Family family, String quantity, String name) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question(ModelKind.Family.TESLA, "cvr", "CVR AUC"),
            new Question(ModelKind.Family.TESLA, "netcvr", "NetCVR AUC"),
            new Question(ModelKind.Family.READER, "gmv", "GMV AUC"));

    /** Smaller differences do not show in four digits. */
    private static final double SAME = 5e-5;

    /** Shares of less are noise. */
    private static final double LEAST_WAY = 2e-3;

    private record Reached(VariantSpec variant, double auc) {}

    private final List<VariantSpec> variants;
    private final JsonNode results;

    private Verdict(List<VariantSpec> variants, JsonNode results) {
        this.variants = variants;
        this.results = results;
    }

    /** At least one sentence. */
    static List<String> of(List<VariantSpec> variants, JsonNode results) {
        Verdict verdict = new Verdict(variants, results);
        List<String> sentences = new ArrayList<>();
        QUESTIONS.forEach(question -> verdict.answer(question).ifPresent(sentences::add));
        return sentences.isEmpty() ? List.of("No variant could be ranked: no segment had an AUC.") : sentences;
    }

    private Optional<String> answer(Question question) {
        Optional<Reached> learner = best(question, Role.LEARNER);
        Optional<Reached> start = best(question, Role.PRETRAINED);
        if (learner.isEmpty()) {
            return start.or(() -> best(question, Role.ORACLE)).map(only -> reaches(only, question));
        }
        Reached best = learner.get();
        return Optional.of(
                start.map(pretrained -> compared(best, pretrained, question)).orElseGet(() -> reaches(best, question)));
    }

    private String compared(Reached best, Reached start, Question question) {
        double difference = best.auc() - start.auc();
        String pair = String.format(Locale.ROOT, "(%.4f against %.4f)", best.auc(), start.auc());
        if (Math.abs(difference) < SAME) {
            return best.variant().name() + " and " + start.variant().name() + " are even in " + question.name() + " "
                    + pair + ".";
        }
        return String.format(
                Locale.ROOT,
                "%s %s %s by %.4f %s %s%s.",
                best.variant().name(),
                difference > 0 ? "beats" : "trails",
                start.variant().name(),
                Math.abs(difference),
                question.name(),
                pair,
                way(best, start, question));
    }

    /** How much of the way to the oracle it went, where there is a way worth a share. */
    private String way(Reached best, Reached start, Question question) {
        return best(question, Role.ORACLE)
                .filter(oracle -> best.auc() > start.auc() && oracle.auc() - start.auc() > LEAST_WAY)
                .map(oracle -> String.format(
                        Locale.ROOT,
                        ", %.0f %% of the way to %s",
                        100 * (best.auc() - start.auc()) / (oracle.auc() - start.auc()),
                        oracle.variant().name()))
                .orElse("");
    }

    private static String reaches(Reached only, Question question) {
        return String.format(Locale.ROOT, "%s reaches %.4f %s.", only.variant().name(), only.auc(), question.name());
    }

    private Optional<Reached> best(Question question, Role role) {
        return variants.stream()
                .filter(variant -> variant.kind().family() == question.family() && Role.of(variant.kind()) == role)
                .flatMap(variant -> auc(variant, question).stream())
                .max(Comparator.comparingDouble(Reached::auc));
    }

    private Optional<Reached> auc(VariantSpec variant, Question question) {
        JsonNode auc = results.path(variant.name()).path(question.quantity()).path("auc");
        return auc.isNumber() ? Optional.of(new Reached(variant, auc.doubleValue())) : Optional.empty();
    }
}
