package io.afterclick.journey;

import static io.afterclick.journey.Events.click;
import static io.afterclick.journey.Events.clickAt;
import static io.afterclick.journey.Events.purchase;
import static io.afterclick.journey.Events.refund;
import static io.afterclick.journey.Moments.CLICKED;
import static io.afterclick.journey.Moments.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.afterclick.journey.delivery.NetOutcomeDelivery;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RememberClosedTest {

    private static final long CLOSED = CLICKED + Windows.CONVERSION_ATTRIBUTION;
    private static final long FORGOTTEN = CLOSED + HOUR;

    private final Life life = Life.remembering(HOUR, Windows.NET, new NetOutcomeDelivery());

    @Test
    void whatComesAfterTheCloseIsOutOfAttribution() {
        assertThat(life.of(click(), purchase(CLOSED + 1), refund(CLOSED + 2)).fates)
                .containsExactly("applied CLICK", "out of attribution PURCHASE", "out of attribution REFUND");
    }

    @Test
    void clickThatComesAgainIsADuplicate() {
        Heard heard = life.of(click(), clickAt(CLOSED + 1));
        assertThat(heard.fates).containsExactly("applied CLICK", "DUPLICATE c1");
        assertThat(heard.details).containsExactly("expected a new id, found click c1 again after it was closed");
    }

    @ParameterizedTest(name = "{0} ms after the marker expires: {1}")
    @CsvSource({"-1, out of attribution PURCHASE", "0, out of attribution PURCHASE", "1, UNMATCHED p1"})
    void markerIsForgottenAfterItsDuration(long offset, String fate) {
        assertThat(life.of(click(), purchase(FORGOTTEN + offset)).fates).containsExactly("applied CLICK", fate);
    }

    @Test
    void forgottenClickMayHappenAgain() {
        Heard heard = life.of(click(), clickAt(FORGOTTEN + 1), purchase(FORGOTTEN + 2));

        assertThat(heard.fates).containsExactly("applied CLICK", "applied CLICK", "applied PURCHASE");
        assertThat(heard.delivered).hasSize(2);
    }

    @Test
    void withoutMarkerTheStateIsGoneAtTheClose() {
        Heard heard = new Heard();
        JourneyMachine machine = new JourneyMachine(Windows.NET, List.of(new NetOutcomeDelivery()), 0);
        ClickState state = new ClickState();
        state.add(Events.arrival(click(), 1));

        machine.advance(state, CLOSED - 1, heard);
        assertThat(state.isEmpty()).isFalse();
        machine.advance(state, CLOSED, heard);
        assertThat(state.isEmpty()).isTrue();
    }

    @Test
    void markerHoldsTheStateAndNothingElse() {
        Heard heard = new Heard();
        JourneyMachine machine = new JourneyMachine(Windows.NET, List.of(new NetOutcomeDelivery()), HOUR);
        ClickState state = new ClickState();
        state.add(Events.arrival(click(), 1));

        machine.advance(state, CLOSED, heard);
        assertThat(state.journey()).isNull();
        assertThat(state.isEmpty()).isFalse();
        assertThat(machine.nextTime(state)).isEqualTo(FORGOTTEN);
        machine.advance(state, FORGOTTEN, heard);
        assertThat(state.isEmpty()).isTrue();
    }

    @Test
    void negativeDurationIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JourneyMachine(Windows.NET, List.of(), -1))
                .withMessage("time to remember closed clicks: expected 0 ms or more, found -1 ms");
    }
}
