package io.afterclick.job.variant;

import io.afterclick.journey.delivery.GmvOracleDelivery;
import io.afterclick.journey.delivery.NetOracleDelivery;
import io.afterclick.journey.delivery.ReaderDelivery;
import io.afterclick.journey.delivery.TeslaDelivery;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Kinds of model that a run can train, by the names that users write. */
public enum ModelKind {
    /** TESLA, trained online. */
    TESLA("tesla", Family.TESLA, TeslaDelivery.NAME),
    /** TESLA's pretrained networks as they were. */
    PRETRAINED("pretrained", Family.TESLA, null),
    /** TESLA's networks, trained on complete labels at once. */
    ORACLE("oracle", Family.TESLA, NetOracleDelivery.NAME),
    /** READER, trained online. */
    READER("reader", Family.READER, ReaderDelivery.NAME),
    /** READER's pretrained networks as they were. */
    READER_PRETRAINED("reader-pretrained", Family.READER, null),
    /** READER's networks, trained on final values at once. */
    READER_ORACLE("reader-oracle", Family.READER, GmvOracleDelivery.NAME);

    /** Models that share pretrained networks. */
    public enum Family {
        TESLA,
        READER
    }

    private final String text;
    private final Family family;
    private final @Nullable String delivery;

    ModelKind(String text, Family family, @Nullable String delivery) {
        this.text = text;
        this.family = family;
        this.delivery = delivery;
    }

    /** @throws IllegalArgumentException if there is none of that name */
    static ModelKind of(String text) {
        for (ModelKind kind : values()) {
            if (kind.text.equals(text.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        String names = Arrays.stream(values()).map(kind -> kind.text).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("model: expected one of " + names + ", found '" + text + "'");
    }

    public String text() {
        return text;
    }

    public Family family() {
        return family;
    }

    /** Name of the delivery whose samples train it, or null if it never trains. */
    public @Nullable String delivery() {
        return delivery;
    }
}
