package io.afterclick.job.report;

import io.afterclick.job.variant.ModelKind;
import java.util.Locale;

/** What a variant is there for. */
enum Role {
    /** It learns online. */
    LEARNER,
    /** It never learns again: where improvement begins. */
    PRETRAINED,
    /** It knows complete labels at once: where improvement ends. */
    ORACLE;

    static Role of(ModelKind kind) {
        return switch (kind) {
            case TESLA, READER -> LEARNER;
            case PRETRAINED, READER_PRETRAINED -> PRETRAINED;
            case ORACLE, READER_ORACLE -> ORACLE;
        };
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
