package io.afterclick.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.afterclick.event.EventKind;
import io.afterclick.intake.FilePosition;
import io.afterclick.intake.InputFile;
import io.afterclick.intake.InputFormat;
import io.afterclick.intake.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventEnumeratorTest {

    private static final Duration NEVER = Duration.ZERO;
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final int READER = 0;

    @TempDir
    private Path folder = Path.of("");

    private final MockSplitEnumeratorContext<EventSplit> context = new MockSplitEnumeratorContext<>(1);

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    @Test
    void filesAreHandedOutOneByOneInNameOrder() throws IOException {
        touch("clicks-b.csv", "clicks-a.csv", "clicks-c.jsonl", "purchases.csv", "notes.txt", ".clicks-0.csv");
        EventEnumerator enumerator = start(NEVER, null);
        assertThat(assigned()).as("before a reader asks").isEmpty();
        ask(enumerator);
        assertThat(assigned()).containsExactly("clicks-a.csv");
        ask(enumerator);
        ask(enumerator);
        assertThat(assigned()).containsExactly("clicks-a.csv", "clicks-b.csv", "clicks-c.jsonl");
        assertThat(context.hasNoMoreSplits(READER)).isFalse();
        ask(enumerator);
        assertThat(context.hasNoMoreSplits(READER)).isTrue();
    }

    @Test
    void newFilesAreFoundAndReadOnce() throws Throwable {
        touch("clicks-1.csv");
        EventEnumerator enumerator = start(OFTEN, null);
        ask(enumerator);
        ask(enumerator);
        assertThat(context.hasNoMoreSplits(READER)).as("more may come").isFalse();
        context.runPeriodicCallable(0);
        assertThat(assigned()).containsExactly("clicks-1.csv");
        touch("clicks-3.csv", "clicks-2.csv");
        context.runPeriodicCallable(0);
        assertThat(assigned()).as("the waiting reader gets one").containsExactly("clicks-1.csv", "clicks-2.csv");
        context.runPeriodicCallable(0);
        ask(enumerator);
        assertThat(assigned()).containsExactly("clicks-1.csv", "clicks-2.csv", "clicks-3.csv");
        ask(enumerator);
        assertThat(assigned()).hasSize(3);
    }

    @Test
    void restoredEnumeratorKnowsWhatWasHandedOut() throws Throwable {
        touch("clicks-1.csv", "clicks-2.csv", "clicks-3.csv");
        EventEnumerator before = start(OFTEN, null);
        ask(before);
        EnumeratorStateSerializer bytes = new EnumeratorStateSerializer();
        EnumeratorState state = bytes.deserialize(bytes.getVersion(), bytes.serialize(before.snapshotState(1)));
        touch("clicks-4.csv");
        try (MockSplitEnumeratorContext<EventSplit> other = new MockSplitEnumeratorContext<>(1)) {
            EventEnumerator after = new EventEnumerator(other, listing(), OFTEN, state);
            after.start();
            other.registerReader(new ReaderInfo(READER, "here"));
            after.handleSplitRequest(READER, null);
            after.handleSplitRequest(READER, null);
            after.handleSplitRequest(READER, null);
            assertThat(assigned(other)).containsExactly("clicks-2.csv", "clicks-3.csv");
            other.runPeriodicCallable(0);
            assertThat(assigned(other)).containsExactly("clicks-2.csv", "clicks-3.csv", "clicks-4.csv");
        }
    }

    @Test
    void splitOfAFailedReaderIsHandedOutFirst() throws IOException {
        touch("clicks-1.csv", "clicks-2.csv");
        EventEnumerator enumerator = start(NEVER, null);
        ask(enumerator);
        EventSplit half = new EventSplit(listing().list().get(0), new FilePosition(7, 1, 0), 99, false);
        enumerator.addSplitsBack(List.of(half), READER);
        ask(enumerator);
        ask(enumerator);
        assertThat(assigned()).containsExactly("clicks-1.csv", "clicks-1.csv", "clicks-2.csv");
        assertThat(context.getSplitsAssignmentSequence().get(1).assignment().get(READER))
                .containsExactly(half);
    }

    @Test
    void splitSurvivesItsBytes() throws IOException {
        EventSplitSerializer bytes = new EventSplitSerializer();
        InputFile file = new InputFile(InputFormat.AVRO, EventKind.REFUND, "/d/refunds.avro", "refunds.avro");
        EventSplit split = new EventSplit(file, new FilePosition(1L << 40, 3, 5), Long.MIN_VALUE, true);
        assertThat(bytes.deserialize(1, bytes.serialize(split))).isEqualTo(split);
        assertThat(split.splitId()).isEqualTo("/d/refunds.avro");

        EnumeratorState state = new EnumeratorState(Set.of("/a", "/b"), List.of(split, split));
        EnumeratorStateSerializer stateBytes = new EnumeratorStateSerializer();
        assertThat(stateBytes.deserialize(1, stateBytes.serialize(state))).isEqualTo(state);
    }

    @Test
    void bytesOfALaterReleaseAreRefused() {
        assertThatThrownBy(() -> new EventSplitSerializer().deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessage("Layout of a split: expected version 1 or earlier, found 2");
        assertThatThrownBy(() -> new EnumeratorStateSerializer().deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("found 2");
    }

    @Test
    void sourceIsBoundedUnlessItWatches() {
        assertThat(source(NEVER).getBoundedness()).isEqualTo(Boundedness.BOUNDED);
        assertThat(source(OFTEN).getBoundedness()).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
        assertThat(source(NEVER).getProducedType().getTypeClass()).isEqualTo(Parsed.class);
    }

    private EventSource source(Duration watch) {
        return new EventSource(listing(), InputFolder.settings(false), 0, watch);
    }

    private FileListing listing() {
        return new FileListing.Folder(folder.toString(), EventKind.CLICK);
    }

    private EventEnumerator start(Duration watch, @Nullable EnumeratorState restored) {
        EventEnumerator enumerator = new EventEnumerator(context, listing(), watch, restored);
        enumerator.start();
        context.registerReader(new ReaderInfo(READER, "here"));
        enumerator.addReader(READER);
        return enumerator;
    }

    private static void ask(EventEnumerator enumerator) {
        enumerator.handleSplitRequest(READER, null);
    }

    private List<String> assigned() {
        return assigned(context);
    }

    private static List<String> assigned(MockSplitEnumeratorContext<EventSplit> context) {
        return context.getSplitsAssignmentSequence().stream()
                .flatMap(step -> step.assignment().getOrDefault(READER, List.of()).stream())
                .map(split -> split.file().name())
                .toList();
    }

    private void touch(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(folder.resolve(name), "");
        }
    }
}
