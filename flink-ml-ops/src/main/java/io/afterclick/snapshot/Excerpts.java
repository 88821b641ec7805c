package io.afterclick.snapshot;

/** Foreign text made fit for a one-line message. */
final class Excerpts {

    private static final int LENGTH = 120;

    private Excerpts() {}

    static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "…";
    }

    static String quoted(String text) {
        return '"' + plain(text) + '"';
    }
}
