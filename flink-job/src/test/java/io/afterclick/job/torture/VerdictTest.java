package io.afterclick.job.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.job.torture.RunRecords.Difference;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class VerdictTest {

    private static final Difference SAME = new Difference(3, 0, 0);

    private static Verdict of(Map<String, Difference> round) {
        List<Killed> killed = List.of(
                new Killed(1, Victim.TASK_MANAGER, Moment.ANY, 1, 9),
                new Killed(1, Victim.JOB_MANAGER, Moment.CHECKPOINT, 2, 4),
                new Killed(1, Victim.TASK_MANAGER, Moment.ANY, 1, 5));
        return new Verdict(7, killed, List.of(round), 0);
    }

    @Test
    void goodIfNothingDiffers() {
        Verdict verdict = of(Map.of(RunRecords.VARIANTS, SAME, "samples", SAME));
        assertThat(verdict.isGood()).isTrue();
        assertThat(verdict.content())
                .containsEntry("kills", 3)
                .containsEntry("restarts", 4L)
                .containsEntry("hashesEqual", true)
                .containsEntry("lost", 0L)
                .containsEntry("doubled", 0L)
                .containsEntry("recoverySeconds", Map.of("median", 5.0, "worst", 9.0))
                .containsEntry(
                        "killsByKind",
                        Map.of("task manager, any moment", 2, "job manager, while a checkpoint runs", 1));
    }

    @Test
    void badIfAnythingDiffers() {
        Verdict lost = of(Map.of(RunRecords.VARIANTS, SAME, "samples", new Difference(3, 1, 0)));
        assertThat(lost.isGood()).isFalse();
        assertThat(lost.hashesEqual()).isTrue();
        assertThat(lost.lost()).isEqualTo(1);
        Verdict doubled = of(Map.of(RunRecords.VARIANTS, SAME, "samples", new Difference(3, 0, 2)));
        assertThat(doubled.isGood()).isFalse();
        assertThat(doubled.doubled()).isEqualTo(2);
        Verdict others = of(Map.of(RunRecords.VARIANTS, new Difference(3, 1, 1), "samples", SAME));
        assertThat(others.hashesEqual()).isFalse();
        assertThat(others.isGood()).isFalse();
    }

    @Test
    void badIfNothingWasCompared() {
        assertThat(new Verdict(7, List.of(), List.of(), 0).isGood()).isFalse();
        assertThat(of(Map.of("samples", SAME)).isGood()).isFalse();
    }

    @Test
    void planIsAFunctionOfItsSeedAndHoldsEveryKind() {
        KillPlan one = new KillPlan(1);
        KillPlan again = new KillPlan(1);
        KillPlan other = new KillPlan(2);
        List<Kill> kills = Stream.generate(one::next).limit(200).toList();
        assertThat(Stream.generate(again::next).limit(200)).isEqualTo(kills);
        assertThat(Stream.generate(other::next).limit(200)).isNotEqualTo(kills);
        Set<String> kinds = new HashSet<>();
        kills.forEach(kill -> kinds.add(kill.victim() + " " + kill.moment()));
        assertThat(kinds).hasSize(Victim.values().length * Moment.values().length);
    }
}
