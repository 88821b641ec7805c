package io.afterclick.intake;

import java.util.ArrayList;
import java.util.List;

/** Lists as the official files write them: {@code [a, b]}, or one value without brackets. */
final class Brackets {

    private Brackets() {}

    /** The elements; an empty text, {@code []}, {@code nan} and {@code -1} hold none. */
    static List<String> elements(String name, String text) throws RefusedRecordException {
        String list = text.strip();
        if (!list.startsWith("[")) {
            return isNone(list) ? List.of() : List.of(list);
        }
        if (!list.endsWith("]")) {
            throw RefusedRecordException.malformed(name, "a list in brackets", text);
        }
        String inner = list.substring(1, list.length() - 1).strip();
        if (isNone(inner)) {
            return List.of();
        }
        List<String> elements = new ArrayList<>();
        for (String element : inner.split(",", -1)) {
            String value = element.strip();
            if (value.isEmpty()) {
                throw RefusedRecordException.malformed(name, "a value between commas", text);
            }
            elements.add(unquote(value));
        }
        return elements;
    }

    private static boolean isNone(String text) {
        return text.isEmpty() || text.equals("-1") || text.equalsIgnoreCase("nan");
    }

    private static String unquote(String value) {
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
