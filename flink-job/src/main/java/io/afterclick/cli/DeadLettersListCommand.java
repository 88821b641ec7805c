package io.afterclick.cli;

import io.afterclick.letter.LetterFolder;
import io.afterclick.letter.NumberedLetter;
import io.afterclick.letter.Printable;
import io.afterclick.schemas.DeadLetter;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many records were refused and why, and the first of them. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Counts dead letters by source and reason, and lists the first.")
final class DeadLettersListCommand implements Callable<Integer> {

    private static final int RAW_SHOWN = 60;

    @Mixin
    private LettersMixin letters = new LettersMixin();

    @Option(
            names = "--limit",
            defaultValue = "20",
            paramLabel = "N",
            description = "Letters to list. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Spec
    private CommandSpec spec;

    private record Group(String source, String kind, String reason) implements Comparable<Group> {
        @Override
        public int compareTo(Group that) {
            int order = source.compareTo(that.source);
            order = order == 0 ? kind.compareTo(that.kind) : order;
            return order == 0 ? reason.compareTo(that.reason) : order;
        }
    }

    private static final class Sum {
        private long letters;
        private long bytes;
        private long notWhole;

        void add(NumberedLetter letter) {
            letters++;
            bytes += letter.letter().getRaw().remaining();
            notWhole += letter.isWhole() ? 0 : 1;
        }
    }

    @Override
    public Integer call() throws Exception {
        if (limit < 0) {
            throw new IllegalArgumentException("--limit: expected 0 or more, found " + limit);
        }
        LetterFolder folder = letters.open();
        Map<Group, Sum> sums = new TreeMap<>();
        Sum total = new Sum();
        List<NumberedLetter> first = new ArrayList<>();
        folder.forEach(letter -> {
            if (letters.chooses(letter)) {
                sums.computeIfAbsent(group(letter.letter()), any -> new Sum()).add(letter);
                total.add(letter);
                if (first.size() < limit) {
                    first.add(letter);
                }
            }
        });
        print(sums, total, first, spec.commandLine().getOut());
        return 0;
    }

    private static Group group(DeadLetter letter) {
        return new Group(letter.getSource(), letter.getKind().name(), letter.getReason());
    }

    private static void print(Map<Group, Sum> sums, Sum total, List<NumberedLetter> first, PrintWriter out) {
        out.printf(
                "%-28s %-10s %-12s %12s %15s %12s%n", "source", "kind", "reason", "letters", "bytes kept", "not whole");
        sums.forEach((group, sum) -> row(group.source(), group.kind(), group.reason(), sum, out));
        row("total", "", "", total, out);
        if (!first.isEmpty()) {
            out.println();
            out.println("number  place  reason  detail  | record");
            first.forEach(letter -> out.println(line(letter)));
        }
        if (first.size() < total.letters) {
            out.printf(Locale.ROOT, "... and %,d more (--limit)%n", total.letters - first.size());
        }
        out.flush();
    }

    private static void row(String source, String kind, String reason, Sum sum, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-28s %-10s %-12s %,12d %,15d %,12d%n",
                Printable.of(source),
                kind,
                reason,
                sum.letters,
                sum.bytes,
                sum.notWhole);
    }

    private static String line(NumberedLetter numbered) {
        DeadLetter letter = numbered.letter();
        return String.join(
                "  ",
                Long.toString(numbered.number()),
                place(letter),
                letter.getReason(),
                Printable.of(letter.getDetail()),
                "| " + Printable.startOf(numbered.raw(), RAW_SHOWN));
    }

    private static String place(DeadLetter letter) {
        String source = Printable.of(letter.getSource());
        Integer partition = letter.getPartition();
        if (partition != null) {
            return source + "-" + partition + "@" + letter.getOffset();
        }
        Long line = letter.getLine();
        return line == null ? source : source + ":" + line;
    }
}
