package io.afterclick.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.afterclick.journey.JourneyWindows.Tracked;
import io.afterclick.journey.delivery.Deliveries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveriesTest {

    @ParameterizedTest(name = "{0} is judged by {1}")
    @CsvSource({
        "tesla, net-outcome, NET_CONVERSION",
        "reader, gmv-outcome, GMV",
        "oracle, net-outcome, NET_CONVERSION",
        "gmv-oracle, gmv-outcome, GMV",
        "fnc, net-outcome, NET_CONVERSION",
        "fnw, net-outcome, NET_CONVERSION",
        "es-dfm, net-outcome, NET_CONVERSION",
        "defer, net-outcome, NET_CONVERSION",
        "defuse, net-outcome, NET_CONVERSION",
        "ddfm, net-outcome, NET_CONVERSION",
        "bdl, net-outcome, NET_CONVERSION"
    })
    void samplesComeWithTheOutcomeThatJudgesThem(String name, String outcome, Tracked tracked) {
        assertThat(Deliveries.of(name).deliveries()).extracting(Delivery::name).containsExactly(name, outcome);
        assertThat(Deliveries.of(name).tracked()).isEqualTo(tracked);
        assertThat(Deliveries.names()).contains(name).hasSize(11);
    }

    @Test
    void unknownNameIsRefusedWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Deliveries.of("Tesla"))
                .withMessage(
                        "delivery: expected one of tesla, reader, oracle, gmv-oracle, fnc, fnw, es-dfm, defer, defuse,"
                                + " ddfm, bdl, found 'Tesla'");
    }
}
