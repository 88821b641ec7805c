package io.afterclick.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterclick.job.variant.VariantSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One sentence says what a run shows. */
final class VerdictTest {

    private final ObjectNode results = new ObjectMapper().createObjectNode();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".70 | .68 | .72 | tesla beats pretrained by 0.0200 CVR AUC (0.7000 against 0.6800), 50 % of the way to oracle.",
                ".70 | .68 |     | tesla beats pretrained by 0.0200 CVR AUC (0.7000 against 0.6800).",
                ".70 | .68 | .68 | tesla beats pretrained by 0.0200 CVR AUC (0.7000 against 0.6800).",
                ".66 | .68 | .72 | tesla trails pretrained by 0.0200 CVR AUC (0.6600 against 0.6800).",
                ".68 | .68 | .72 | tesla and pretrained are even in CVR AUC (0.6800 against 0.6800).",
                ".70 |     | .72 | tesla reaches 0.7000 CVR AUC.",
                "    | .68 | .72 | pretrained reaches 0.6800 CVR AUC.",
                "    |     | .72 | oracle reaches 0.7200 CVR AUC.",
                "    |     |     | No variant could be ranked: no segment had an AUC."
            })
    void learnerIsMeasuredAgainstWhatNeverLearnedAgain(
            @Nullable Double tesla, @Nullable Double pretrained, @Nullable Double oracle, String verdict) {
        auc("tesla", "cvr", tesla);
        auc("pretrained", "cvr", pretrained);
        auc("oracle", "cvr", oracle);
        assertThat(Verdict.of(VariantSpec.parseAll("tesla,pretrained,oracle"), results))
                .containsExactly(verdict);
    }

    @Test
    void bestLearnerOfEachQuantitySpeaks() {
        auc("tesla", "cvr", .70);
        auc("other", "cvr", .71);
        auc("tesla", "netcvr", .66);
        auc("other", "netcvr", .65);
        auc("reader", "gmv", .6);
        assertThat(Verdict.of(VariantSpec.parseAll("tesla,tesla:name=other,reader"), results))
                .containsExactly(
                        "other reaches 0.7100 CVR AUC.",
                        "tesla reaches 0.6600 NetCVR AUC.",
                        "reader reaches 0.6000 GMV AUC.");
    }

    private void auc(String variant, String quantity, @Nullable Double auc) {
        JsonNode known = results.path(variant);
        ObjectNode own = known instanceof ObjectNode object ? object : results.putObject(variant);
        own.putObject(quantity).put("auc", auc);
    }
}
