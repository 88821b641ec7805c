package io.afterclick.intake;

/** A piece of input as a message may show it: quoted, short, and in one printable line. */
final class Excerpt {

    private static final int LONGEST = 60;

    private Excerpt() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), LONGEST) + 5).append('\'');
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) || c == '\uFFFD' ? '?' : c);
        }
        return shown.append(text.length() > LONGEST ? "...'" : "'").toString();
    }
}
