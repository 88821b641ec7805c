package io.afterclick.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** One case of what the authors' evaluation code returns. Predictions and labels there are in single precision. */
record GoldenCase(String name, JsonNode content) {

    static List<GoldenCase> conversions() {
        return family("cvr");
    }

    static List<GoldenCase> gmv() {
        return family("gmv");
    }

    static List<GoldenCase> improvements() {
        return family("ri");
    }

    static JsonNode users() {
        return file("gauc.json");
    }

    ConversionScores conversionScores() {
        ConversionScores scores = new ConversionScores();
        for (int row = 0; row < content.path("y").size(); row++) {
            scores.add(number("p", row), number("y", row) == 1);
        }
        return scores;
    }

    GmvScores gmvScores() {
        GmvScores scores = new GmvScores();
        for (int row = 0; row < content.path("true").size(); row++) {
            scores.add(number("pred", row), number("true", row));
        }
        return scores;
    }

    double number(String name) {
        return parse(content.path(name));
    }

    private double number(String name, int row) {
        return parse(content.path(name).path(row));
    }

    /** NaN for all that is no number: NaN and, where an exception was thrown, its message. */
    private static double parse(JsonNode node) {
        if (node.isNumber()) {
            return node.asDouble();
        }
        return node.asText().equals("inf") ? Double.POSITIVE_INFINITY : Double.NaN;
    }

    private static List<GoldenCase> family(String family) {
        return StreamSupport.stream(file("metrics.json").path(family).spliterator(), false)
                .map(content -> new GoldenCase(content.path("name").asText(), content))
                .toList();
    }

    private static JsonNode file(String name) {
        try (InputStream in = GoldenCase.class.getResourceAsStream("/golden/metrics/" + name)) {
            if (in == null) {
                throw new AssertionError("expected the resource /golden/metrics/" + name + ", found none");
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
