package io.afterclick.snapshot.pytorch;

import java.util.ArrayList;
import java.util.List;

/**
 * A layer and its two names.
 *
 * @param theirs name of the PyTorch module, without the model's prefix
 * @param ours canonical name
 */
record Layer(Kind kind, String theirs, String ours) {

    /** What a layer's tensors are called on both sides. */
    enum Kind {
        /** One embedding table per field: theirs by place, ours by name; [rows, dim]. */
        TABLES,
        /** weight [out, in] and bias [out]. */
        LINEAR,
        /** BatchNorm1d: gamma, beta, mean and variance, each [units]. */
        NORM,
        /** alpha: theirs [1, units], ours [units]. */
        DICE
    }

    /** A tensor's two names. */
    record Pair(String theirs, String ours) {}

    static Layer tables(String theirs, String ours) {
        return new Layer(Kind.TABLES, theirs, ours);
    }

    static Layer linear(String theirs, String ours) {
        return new Layer(Kind.LINEAR, theirs, ours);
    }

    static Layer norm(String theirs, String ours) {
        return new Layer(Kind.NORM, theirs, ours);
    }

    static Layer dice(String theirs, String ours) {
        return new Layer(Kind.DICE, theirs, ours);
    }

    /** The layer's tensors. */
    List<Pair> tensors(List<String> fields) {
        return switch (kind) {
            case TABLES -> tables(fields);
            case LINEAR -> List.of(pair("weight", "weight"), pair("bias", "bias"));
            case NORM ->
                List.of(
                        pair("weight", "gamma"),
                        pair("bias", "beta"),
                        pair("running_mean", "mean"),
                        pair("running_var", "variance"));
            case DICE -> List.of(pair("alpha", "alpha"));
        };
    }

    private List<Pair> tables(List<String> fields) {
        List<Pair> tables = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            tables.add(pair(i + ".weight", fields.get(i)));
        }
        return tables;
    }

    private Pair pair(String theirEnd, String ourEnd) {
        return new Pair(theirs + "." + theirEnd, ours + "." + ourEnd);
    }
}
