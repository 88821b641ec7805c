package io.afterclick.job.journey;

import static io.afterclick.job.journey.Events.HOUR;
import static io.afterclick.job.journey.Events.NOON;
import static io.afterclick.job.journey.Events.arrival;
import static io.afterclick.job.journey.Events.click;
import static io.afterclick.job.journey.Events.purchase;
import static io.afterclick.job.journey.Events.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.event.Arrival;
import io.afterclick.event.Event;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import io.afterclick.intake.Parsed;
import io.afterclick.job.record.ClickArrivals;
import io.afterclick.job.record.LogEnd;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class IntakeOperatorTest {

    private OneInputStreamOperatorTestHarness<Parsed, ClickArrivals> intake;

    @BeforeEach
    void start() throws Exception {
        intake = new OneInputStreamOperatorTestHarness<>(new IntakeOperator(TestSettings.AMPLE));
        intake.open();
    }

    @AfterEach
    void stop() throws Exception {
        intake.close();
    }

    @Test
    void eventsOfARecordGoOnTogetherUnderTheirClick() throws Exception {
        take(read(click("c", NOON), purchase("p", "c", NOON + HOUR)));
        ClickArrivals arrived = intake.extractOutputValues().get(0);
        assertThat(arrived.clickId()).isEqualTo("c");
        assertThat(arrived.arrivals())
                .extracting(Arrival::event)
                .containsExactly(click("c", NOON), purchase("p", "c", NOON + HOUR));
    }

    @Test
    void everyEventAndEveryRefusalIsCounted() throws Exception {
        take(read(click("c", NOON), purchase("p", "c", NOON), refund("r", "p", "c", NOON)));
        take(read(click("d", NOON)));
        take(refused(purchase("late", "c", NOON), RefusalReason.LATE));
        take(new Parsed(List.of(), List.of()));
        assertThat(counted())
                .isEqualTo(Map.of(
                        "records.clicks",
                        2L,
                        "records.purchases",
                        2L,
                        "records.refunds",
                        1L,
                        "deadLetters.LATE",
                        1L,
                        "letterBytes.purchases",
                        (long) "PURCHASE late".length(),
                        "logEnd.clicks",
                        NOON,
                        "logEnd.purchases",
                        NOON,
                        "logEnd.refunds",
                        NOON));
    }

    @Test
    void refusedRecordsLeaveByTheSideAlone() throws Exception {
        Parsed late = refused(click("c", NOON), RefusalReason.LATE);
        take(late);
        assertThat(intake.extractOutputValues()).isEmpty();
        assertThat(intake.getSideOutput(SideOutputs.REFUSED))
                .extracting(StreamRecord::getValue)
                .containsExactlyElementsOf(late.refused());
    }

    @Test
    void bytesBeyondTheBoundAreNotKeptAndARestartForgetsNothing() throws Exception {
        int length = "CLICK x1".length();
        startAnew(2 * length);
        take(refused(click("x1", NOON), RefusalReason.LATE));
        OperatorSubtaskState state = intake.snapshot(1, 1);
        intake.close();
        intake = new OneInputStreamOperatorTestHarness<>(new IntakeOperator(2 * length));
        intake.initializeState(state);
        intake.open();
        take(refused(click("x2", NOON), RefusalReason.LATE));
        take(refused(click("x3", NOON), RefusalReason.LATE));
        take(refused(purchase("p", "c", NOON), RefusalReason.LATE));
        assertThat(intake.getSideOutput(SideOutputs.REFUSED))
                .extracting(letter -> new String(letter.getValue().raw().bytes(), StandardCharsets.UTF_8))
                .containsExactly("CLICK x2", "", "PURCHASE p");
        assertThat(intake.getSideOutput(SideOutputs.REFUSED))
                .extracting(letter -> letter.getValue().raw().origin().length())
                .containsExactly(length + 1L, length + 1L, "PURCHASE p".length() + 1L);
        assertThat(counted())
                .containsEntry("deadLetters.LATE", 4L)
                .containsEntry("letterBytes.clicks", 2L * length)
                .containsEntry("lettersWithoutBytes.clicks", 1L)
                .doesNotContainKey("lettersWithoutBytes.purchases");
    }

    private void startAnew(long letterBytes) throws Exception {
        intake.close();
        intake = new OneInputStreamOperatorTestHarness<>(new IntakeOperator(letterBytes));
        intake.open();
    }

    @Test
    void endOfTheLogIsToldBeforeTheLastWatermarkAndOnlyThen() throws Exception {
        take(read(click("c", NOON), purchase("p", "c", NOON + 5 * HOUR)));
        take(read(click("d", NOON + HOUR)));
        intake.processWatermark(new Watermark(NOON));
        assertThat(intake.getSideOutput(SideOutputs.LOG_ENDS)).isNull();
        intake.processWatermark(Watermark.MAX_WATERMARK);
        assertThat(intake.getSideOutput(SideOutputs.LOG_ENDS))
                .extracting(StreamRecord::getValue)
                .containsExactly(new LogEnd(NOON + 5 * HOUR));
        assertThat(intake.getOutput()).endsWith(Watermark.MAX_WATERMARK);
    }

    @Test
    void emptySourceEndsBeforeAllTime() throws Exception {
        intake.processWatermark(Watermark.MAX_WATERMARK);
        assertThat(intake.getSideOutput(SideOutputs.LOG_ENDS))
                .extracting(StreamRecord::getValue)
                .containsExactly(new LogEnd(Long.MIN_VALUE));
    }

    @Test
    void countsAndTheGreatestTimeSurviveARestore() throws Exception {
        take(read(click("c", NOON + HOUR)));
        take(refused(click("x", NOON), RefusalReason.LATE));
        OperatorSubtaskState state = intake.snapshot(1, 1);
        intake.close();
        intake = new OneInputStreamOperatorTestHarness<>(new IntakeOperator(TestSettings.AMPLE));
        intake.initializeState(state);
        intake.open();
        take(read(click("d", NOON)));
        intake.processWatermark(Watermark.MAX_WATERMARK);
        assertThat(intake.getSideOutput(SideOutputs.LOG_ENDS))
                .extracting(StreamRecord::getValue)
                .containsExactly(new LogEnd(NOON + HOUR));
        assertThat(counted())
                .isEqualTo(Map.of(
                        "records.clicks",
                        3L,
                        "deadLetters.LATE",
                        1L,
                        "letterBytes.clicks",
                        (long) "CLICK x".length(),
                        "logEnd.clicks",
                        NOON + HOUR));
    }

    @Test
    void operatorThatEndsOnceMoreAfterARestoreCountsNothingTwice() throws Exception {
        take(read(click("c", NOON)));
        assertThat(counted()).isEqualTo(Map.of("records.clicks", 1L, "logEnd.clicks", NOON));
        OperatorSubtaskState state = intake.snapshot(1, 1);
        intake.close();
        intake = new OneInputStreamOperatorTestHarness<>(new IntakeOperator(TestSettings.AMPLE));
        intake.initializeState(state);
        intake.open();
        assertThat(counted()).isEmpty();
    }

    private void take(Parsed parsed) throws Exception {
        intake.processElement(new StreamRecord<>(parsed));
    }

    private static Parsed read(Event... events) {
        return new Parsed(List.of(events).stream().map(Events::arrival).toList(), List.of());
    }

    private static Parsed refused(Event event, RefusalReason reason) {
        return new Parsed(List.of(), List.of(Refused.of(arrival(event), reason, "found too late")));
    }

    private Map<String, Long> counted() throws Exception {
        intake.getOperator().finish();
        Map<String, Long> counts =
                intake.getSideOutput(SideOutputs.TALLIES).remove().getValue().counts();
        counts.values().removeIf(count -> count == 0);
        return counts;
    }
}
