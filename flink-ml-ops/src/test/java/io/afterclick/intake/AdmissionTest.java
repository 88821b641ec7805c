package io.afterclick.intake;

import static io.afterclick.intake.Intake.CLICKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.Arrival;
import io.afterclick.event.Click;
import io.afterclick.event.EventKind;
import io.afterclick.event.Features;
import io.afterclick.event.Purchase;
import io.afterclick.event.RefusalReason;
import io.afterclick.event.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which records come in time. */
final class AdmissionTest {

    private static final long BOUND = 1000;

    @Test
    void lateIsStrictlyMoreThanTheBound() {
        LateGate gate = new LateGate(BOUND, LateGate.NOTHING_YET);
        assertThat(gate.admit(CLICKED)).isTrue();
        assertThat(gate.admit(CLICKED - BOUND)).isTrue();
        assertThat(gate.admit(CLICKED - BOUND - 1)).isFalse();
        assertThat(gate.maximum()).isEqualTo(CLICKED);
    }

    @Test
    void watermarkIsTheLastTimeThatCanNoMoreBeAdmitted() {
        LateGate gate = new LateGate(BOUND, CLICKED);
        assertThat(gate.watermark()).isEqualTo(CLICKED - BOUND - 1);
        assertThat(gate.admit(gate.watermark())).isFalse();
        assertThat(gate.admit(gate.watermark() + 1)).isTrue();
    }

    @Test
    void nothingIsLateBeforeAnythingWasRead() {
        for (long bound : new long[] {0, BOUND, Long.MAX_VALUE}) {
            LateGate gate = new LateGate(bound, LateGate.NOTHING_YET);
            assertThat(gate.watermark()).isEqualTo(Long.MIN_VALUE);
            assertThat(gate.admit(Long.MIN_VALUE)).isTrue();
            assertThat(gate.admit(Long.MIN_VALUE + 1)).isTrue();
        }
    }

    @ParameterizedTest(name = "{0} ms above the least time")
    @ValueSource(longs = {0, 1, 999, 1000, 1001, 1002})
    void boundsDoNotWrapAround(long above) {
        long maximum = Long.MIN_VALUE + above;
        LateGate gate = new LateGate(BOUND, maximum);
        assertThat(gate.watermark()).isEqualTo(Long.MIN_VALUE + Math.max(0, above - BOUND - 1));
        assertThat(gate.admit(Long.MIN_VALUE)).isEqualTo(above <= BOUND);
        assertThat(gate.admit(maximum)).isTrue();
        assertThat(new LateGate(Long.MAX_VALUE, maximum).admit(Long.MIN_VALUE)).isTrue();
    }

    @Test
    void negativeBoundIsRefused() {
        assertThatThrownBy(() -> new LateGate(-1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("allowed out-of-orderness: expected 0 ms or more, found -1 ms");
    }

    @Test
    void onlyAdmittedRecordsMoveTheMaximum() {
        Admission admission = new Admission(new LateGate(BOUND, LateGate.NOTHING_YET), false);
        assertThat(admission.admit(purchase(CLICKED)).arrivals()).hasSize(1);
        assertThat(admission.admit(Parsed.nothing(Intake.raw("")))).isEqualTo(Parsed.nothing(Intake.raw("")));
        Parsed invalid = Parsed.refused(
                EventKind.PURCHASE, RefusedRecordException.invalid("time", "a time", "none"), Intake.raw("far future"));
        assertThat(admission.admit(invalid)).isSameAs(invalid);
        assertThat(admission.admit(purchase(CLICKED - BOUND - 1)).arrivals()).isEmpty();
        assertThat(admission.gate().maximum()).isEqualTo(CLICKED);
        admission.admit(purchase(CLICKED + 5));
        assertThat(admission.gate().maximum()).isEqualTo(CLICKED + 5);
    }

    @Test
    void lateRecordTellsWhatWouldHaveBeenInTime() {
        Admission admission = new Admission(new LateGate(BOUND, CLICKED), false);
        Refused late = Intake.refused(admission.admit(purchase(CLICKED - 5000)));
        assertThat(late.reason()).isEqualTo(RefusalReason.LATE);
        assertThat(late.detail()).isEqualTo("time: expected 2025-05-01T23:59:59Z or later, found 2025-05-01T23:59:55Z");
        assertThat(late.id()).isEqualTo("p");
        assertThat(late.time()).isEqualTo(CLICKED - 5000);
    }

    @Test
    void allThatALateRecordHeldIsAccountedFor() {
        Parsed one = purchase(CLICKED - 5000);
        Refused before = Intake.refused(Parsed.refused(
                EventKind.REFUND, RefusedRecordException.invalid("amount", "an amount", "none"), Intake.raw("x")));
        Parsed both = new Parsed(
                List.of(one.arrivals().get(0), purchase(CLICKED).arrivals().get(0)), List.of(before));
        Parsed admitted = new Admission(new LateGate(BOUND, CLICKED), false).admit(both);
        assertThat(admitted.arrivals()).isEmpty();
        assertThat(admitted.refused())
                .extracting(Refused::reason)
                .containsExactly(RefusalReason.INVALID, RefusalReason.LATE, RefusalReason.LATE);
    }

    @Test
    void aLatePurchaseMayCountAsOfTheEarliestTimeThatIsNotLate() {
        Admission admission = new Admission(new LateGate(BOUND, CLICKED), false, LateRecords.APPLY);
        Parsed late = purchase(CLICKED - 5000);
        Arrival click = new Arrival(new Click("c", "u", "i", CLICKED - 5000, null, Features.NONE), Intake.raw("click"));
        Parsed admitted = admission.admit(new Parsed(List.of(late.arrivals().get(0), click), List.of()));
        assertThat(admitted.arrivals())
                .containsExactly(new Arrival(
                        new Purchase("p", "c", CLICKED - BOUND, 1),
                        late.arrivals().get(0).raw()));
        assertThat(admitted.refused()).extracting(Refused::id).containsExactly("c");
        assertThat(admission.gate().maximum()).isEqualTo(CLICKED);
        assertThat(admission.admit(purchase(CLICKED - BOUND)).arrivals())
                .as("in time")
                .extracting(Arrival::event)
                .containsExactly(new Purchase("p", "c", CLICKED - BOUND, 1));
    }

    @Test
    void disorderOfOfficialRowsNamesFileLineAndTheWayOut() {
        Admission admission = new Admission(new LateGate(0, LateGate.NOTHING_YET), true);
        CascadeParser rows = new CascadeParser(Intake.RULES, Intake.EPOCH, 1, false, List.of());
        admission.admit(rows.parse(Intake.line(1, "5\t-1\t-1\t0")));
        admission.admit(rows.parse(Intake.line(2, "5\t9\t-1\t0")));
        assertThat(admission.admit(rows.parse(Intake.line(3, "x\t-1\t-1\t0"))).refused())
                .hasSize(1);
        assertThatThrownBy(() -> admission.admit(rows.parse(Intake.line(4, "4\t-1\t-1\t0"))))
                .isInstanceOf(InputException.class)
                .hasMessage("file:4 (byte 0): expected rows in the order of their click times, found"
                        + " 2025-04-30T16:00:04Z after 2025-04-30T16:00:05Z; --sort reads them in order");
    }

    private static Parsed purchase(long time) {
        return Parsed.of(new Arrival(new Purchase("p", "c", time, 1), Intake.raw("raw")));
    }
}
