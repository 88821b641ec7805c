package io.afterclick.synthetic;

import java.nio.charset.StandardCharsets;

/**
 * Ways to make a line unreadable. None is a matter of taste: however lenient a parser is with quotes or encodings, a number is
 * missing where one has to be. No line is ever split in two.
 */
enum Breakage {
    FEW_COLUMNS,
    TEXT_FOR_TIME,
    BROKEN_QUOTE,
    BINARY,
    TEXT_FOR_VALUE;

    private static final int FEW = 2;

    /** Neither UTF-8 nor text, and no line end. */
    private static final byte[] STRAY = {(byte) 0xC3, 0x28, 0x00, (byte) 0xFF, (byte) 0xFE, 0x07};

    private static final Breakage[] ALL = values();

    static void breakAtRandom(LineBuffer line, LineLayout layout, Draws draws) {
        int ways = layout.valueColumn() == LineLayout.NONE ? ALL.length - 1 : ALL.length;
        ALL[(int) draws.below(ways)].apply(line, layout);
    }

    void apply(LineBuffer line, LineLayout layout) {
        char separator = layout.separator();
        int time = layout.timeColumn();
        switch (this) {
            case FEW_COLUMNS -> line.keepColumns(separator, FEW);
            case TEXT_FOR_TIME -> line.replaceColumn(separator, time, text("yesterday"));
            case BROKEN_QUOTE ->
                line.replaceColumn(
                        separator,
                        time,
                        new LineBuffer()
                                .put('"')
                                .put(line.column(separator, time))
                                .put("\"x")
                                .copy());
            case BINARY -> line.replaceColumn(separator, time, STRAY);
            case TEXT_FOR_VALUE -> line.replaceColumn(separator, layout.valueColumn(), text("abc"));
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
