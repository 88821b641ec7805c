package io.afterclick.job.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.job.trainer.VariantPlan;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.learn.Quantity;
import io.afterclick.learn.optimise.RowMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VariantSpecTest {

    private static final JourneyWindows WINDOWS = new JourneyWindows(30, 40, 5, 5, 100, Tracked.BOTH);
    private static final ModelDefaults DEFAULTS =
            new ModelDefaults(List.of("colour"), 4, 1, 1e-2, RowMode.LAZY, false, 100, 64, 1);
    private static final Map<String, String> FOLDERS =
            Map.of("tesla", "/tesla", "reader", "/reader", "reader-single-branch", "/single");

    private static VariantSpec one(String text) {
        return VariantSpec.parseAll(text).get(0);
    }

    private static List<VariantPlan> plans(String models) {
        return Variants.plans(VariantSpec.parseAll(models), DEFAULTS, FOLDERS, WINDOWS);
    }

    @Test
    void namesAreTheTextUnlessTheyAreGiven() {
        List<VariantSpec> specs = VariantSpec.parseAll("tesla, TESLA:Weighting=online ,reader:name=r:router=off");
        assertThat(specs).extracting(VariantSpec::name).containsExactly("tesla", "TESLA:Weighting=online", "r");
        assertThat(specs)
                .extracting(VariantSpec::kind)
                .containsExactly(ModelKind.TESLA, ModelKind.TESLA, ModelKind.READER);
        assertThat(specs.get(1).options()).containsExactly(Map.entry("weighting", "online"));
        assertThat(specs.get(2).options()).containsExactly(Map.entry("router", "off"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\\b", "a\0b", "a\nb", "<script>", "\uD800", "*"})
    void nameThatAFolderHadBetterNotBearIsRefused(String name) {
        assertThatThrownBy(() -> VariantSpec.parseAll("tesla:name=" + name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--models: expected names of letters, digits")
                .message()
                .hasLineCount(1);
    }

    @Test
    void nameThatNoFolderCouldBearIsRefused() {
        assertThat(one("tesla:name=" + "x".repeat(120)).name()).hasSize(120);
        assertThatThrownBy(() -> one("tesla:name=" + "x".repeat(121)))
                .hasMessageContaining("found '" + "x".repeat(60) + "' of 121");
        // 20 letters of six characters each.
        assertThat(one("tesla:name=" + "ü".repeat(20)).name()).hasSize(20);
        assertThatThrownBy(() -> one("tesla:name=" + "ü".repeat(21))).hasMessageContaining("of 126");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pigeon | model: expected one of tesla, pretrained, oracle, reader, reader-pretrained, reader-oracle, found 'pigeon'",
                "tesla:weighting | --models: expected options such as tesla:weighting=online, found 'tesla:weighting'",
                "tesla:=x | --models: expected options such as tesla:weighting=online, found 'tesla:=x'",
                "tesla:rows= | --models: expected options such as tesla:weighting=online, found 'tesla:rows='",
                "tesla:rows=lazy:ROWS=lazy | --models: expected rows once, found it twice in 'tesla:rows=lazy:ROWS=lazy'",
                "tesla:name=../../x | --models: expected names of letters, digits and .:=_+- that take at most 120 characters in a URL, found '../../x' of 11 (name=… gives another)",
                "tesla,reader:name=tesla | --models: expected variants of different names, found 'tesla' twice (name=… gives another)",
            })
    void whatIsNoVariantIsNamed(String models, String message) {
        assertThatThrownBy(() -> VariantSpec.parseAll(models))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tesla:router=off",
                "tesla:rows=eager",
                "tesla:weighting=none",
                "tesla:variant=edison",
                "tesla:learning-rate=fast",
                "reader:weighting=online",
                "reader:router=maybe",
                "reader:learning-rate-min=slow"
            })
    void optionsThatAKindDoesNotKnowAreRefusedWithTheVariant(String model) {
        assertThatThrownBy(() -> plans(model))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .hasLineCount(1)
                .startsWith("variant " + model + ": ")
                .contains("expected ", ", found '");
    }

    @Test
    void plansSayWhatTrainsAVariantAndWhenItsSegmentsClose() {
        List<VariantPlan> plans = plans("tesla,pretrained,oracle,reader,reader-pretrained,reader-oracle");
        assertThat(plans)
                .extracting(VariantPlan::delivery)
                .containsExactly("tesla", null, "oracle", "reader", null, "gmv-oracle");
        assertThat(plans).extracting(VariantPlan::closingDelay).containsExactly(0L, 0L, 70L, 0L, 0L, 100L);
    }

    @Test
    void networksAreSharedWhereTheyAreTheSame() {
        assertThat(Variants.networks(one("oracle"), DEFAULTS)).isEqualTo(Variants.networks(one("tesla"), DEFAULTS));
        assertThat(Variants.networks(one("tesla:variant=shared"), DEFAULTS))
                .isNotEqualTo(Variants.networks(one("tesla"), DEFAULTS));
        assertThat(Variants.networks(one("reader:single-branch=on"), DEFAULTS)).isEqualTo("reader-single-branch");
        assertThatThrownBy(() -> plans("tesla:variant=shared"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("variant tesla:variant=shared: expected pretrained networks of ")
                .endsWith(", found none");
    }

    @Test
    void everyVariantBringsItsOutcome() {
        assertThat(Variants.deliveries(VariantSpec.parseAll("pretrained,tesla,oracle")))
                .isEqualTo("net-outcome+tesla+oracle+score-requests");
        assertThat(Variants.deliveries(VariantSpec.parseAll("reader"))).isEqualTo("reader+gmv-outcome+score-requests");
        assertThat(Variants.quantities(one("reader-oracle"))).containsExactly(Quantity.GMV);
        assertThat(Variants.quantities(one("oracle")))
                .containsExactlyInAnyOrder(Quantity.CVR, Quantity.RFR, Quantity.NETCVR);
    }
}
