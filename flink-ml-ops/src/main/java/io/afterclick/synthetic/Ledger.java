package io.afterclick.synthetic;

import io.afterclick.event.EventKind;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps count of everything written and of what has to become of it. Each damaged line also goes to ledger.csv (file, line
 * number from 1 with the header included, damage).
 */
final class Ledger {

    private final Map<EventKind, Long> records = new EnumMap<>(EventKind.class);
    private final Map<DeadLetter, Long> deadLetters = new EnumMap<>(DeadLetter.class);
    private final Map<String, Map<Damage, Long>> damages = new LinkedHashMap<>();
    private final @Nullable LineFile damagedLines;
    private final LineBuffer line = new LineBuffer();
    private long applied;

    /** @param damagedLines where to list damaged lines, or null */
    Ledger(@Nullable LineFile damagedLines) throws IOException {
        this.damagedLines = damagedLines;
        if (damagedLines != null) {
            damagedLines.write(line.clear().put("file,line,damage"));
        }
    }

    /** Records of a kind were written. */
    void written(EventKind kind, long count) {
        records.merge(kind, count, Long::sum);
    }

    /** Records will take effect. */
    void applied(long count) {
        applied += count;
    }

    /** Records will be set aside. */
    void dead(DeadLetter reason, long count) {
        deadLetters.merge(reason, count, Long::sum);
    }

    /** The last line of a file was damaged. */
    void damaged(LineFile file, Damage damage) throws IOException {
        String name = file.path().getFileName().toString();
        damages.computeIfAbsent(name, any -> new EnumMap<>(Damage.class)).merge(damage, 1L, Long::sum);
        if (damagedLines != null) {
            line.clear().put(name).put(',').number(file.lines()).put(',').put(damage.label());
            damagedLines.write(line);
        }
    }

    /** Count of each damage by file and damage. */
    Map<String, Map<String, Long>> damages() {
        Map<String, Map<String, Long>> named = new LinkedHashMap<>();
        damages.forEach((file, counts) -> {
            Map<String, Long> byLabel = new LinkedHashMap<>();
            counts.forEach((damage, count) -> byLabel.put(damage.label(), count));
            named.put(file, byLabel);
        });
        return named;
    }

    /** The counts of a finished log. */
    ExpectedCounts expected() {
        Map<String, Long> byKind = new LinkedHashMap<>();
        for (EventKind kind : EventKind.values()) {
            byKind.put(kind.plural(), records.getOrDefault(kind, 0L));
        }
        Map<String, Long> byReason = new LinkedHashMap<>();
        for (DeadLetter reason : DeadLetter.values()) {
            byReason.put(reason.name(), deadLetters.getOrDefault(reason, 0L));
        }
        long in = byKind.values().stream().mapToLong(Long::longValue).sum();
        long out = byReason.values().stream().mapToLong(Long::longValue).sum() + applied;
        if (in != out) {
            throw new IllegalStateException("Expected a fate for each of " + in + " records, found " + out);
        }
        return new ExpectedCounts(byKind, byReason, 0, applied);
    }
}
