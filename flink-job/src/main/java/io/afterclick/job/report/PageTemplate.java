package io.afterclick.job.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page without its content, with style, script and the library that draws its plots. */
final class PageTemplate {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");
    private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=.*$");

    private PageTemplate() {}

    /** The page with a part in each place; parts are HTML. */
    static String fill(Map<String, String> parts) throws IOException {
        Map<String, String> all = new HashMap<>(parts);
        all.put("style", resource("page.css"));
        all.put("charts", script("chartjs-chart.umd.js"));
        all.put("licence", resource("chartjs-LICENSE.md"));
        all.put("script", script("page.js"));
        Matcher places = PLACE.matcher(resource("page.html"));
        StringBuilder page = new StringBuilder();
        while (places.find()) {
            String part = all.get(places.group(1));
            if (part == null) {
                throw new IllegalStateException("report: expected a part for " + places.group() + ", found none");
            }
            places.appendReplacement(page, Matcher.quoteReplacement(part.strip()));
        }
        return places.appendTail(page).toString();
    }

    /** Text as HTML has it. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** JSON as a script element may hold it: outside of its texts it has none of these characters. */
    static String json(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** A script that can stand within a page, and asks for no other file. */
    private static String script(String name) throws IOException {
        String script = SOURCE_MAP.matcher(resource(name)).replaceAll("");
        String lower = script.toLowerCase(Locale.ROOT);
        if (lower.contains("</script") || lower.contains("<!--")) {
            throw new IllegalStateException(name + ": expected a script without the end of one, found one");
        }
        return script;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("report: expected a resource " + name + ", found none");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
