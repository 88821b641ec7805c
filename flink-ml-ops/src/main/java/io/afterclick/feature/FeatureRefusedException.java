package io.afterclick.feature;

/** A click's features do not fit the feature space; the message is one line with both sides. */
public final class FeatureRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    FeatureRefusedException(String message) {
        super(message);
    }
}
