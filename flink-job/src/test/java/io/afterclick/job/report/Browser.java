package io.afterclick.job.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Opens a page in the Chromium of this machine, without a window, and asks it what it looks like. */
public final class Browser {

    /** Colours that a page may be asked for. */
    public enum Scheme {
        DARK,
        LIGHT
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ANSWER = Pattern.compile("(?s)<pre id=\"answer\">(.+?)</pre>");
    private static final long PATIENCE_SECONDS = 120;

    private final Path program;
    private final Path folder;

    private Browser(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /**
     * Skips the test if there is no browser.
     *
     * @param folder for what the browser writes
     */
    public static Browser find(Path folder) {
        List<Path> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(path -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .toList();
        assumeTrue(!found.isEmpty(), "no Chromium on the PATH, so the page cannot be drawn");
        return new Browser(found.get(0), folder);
    }

    /**
     * Shows a page within a frame, waits until its script is done, and returns what {@code probe.js} found.
     *
     * @param width of the frame in pixels
     */
    public JsonNode show(Path page, int width, Scheme scheme) throws Exception {
        Path work = Files.createTempDirectory(folder, "browser");
        String html = Files.readString(page);
        String probed = html.replaceFirst("<head>", "<head><script>" + Matcher.quoteReplacement(watch()) + "</script>")
                .replace("</body>", "<script>" + resource("probe.js") + "</script></body>");
        Files.writeString(work.resolve("page.html"), probed);
        Path frame = Files.writeString(
                work.resolve("frame.html"),
                "<!DOCTYPE html><meta name=\"color-scheme\" content=\"light dark\"><pre id=\"answer\"></pre>"
                        + "<script>addEventListener('message', event => {"
                        + "document.getElementById('answer').textContent = JSON.stringify(event.data); });</script>"
                        + "<iframe src=\"page.html\" style=\"border:0;height:900px;width:" + width + "px\"></iframe>");
        Matcher answer = ANSWER.matcher(dom(frame, work, scheme));
        if (!answer.find()) {
            throw new AssertionError("expected the page's answer, found none; the browser said: "
                    + Files.readString(work.resolve("err.txt")));
        }
        return JSON.readTree(answer.group(1)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&nbsp;", "\u00a0")
                .replace("&amp;", "&"));
    }

    private String dom(Path page, Path work, Scheme scheme) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--window-size=1300,1000",
                "--virtual-time-budget=8000",
                "--blink-settings=preferredColorScheme=" + scheme.ordinal(),
                "--user-data-dir=" + work.resolve("profile"),
                "--dump-dom",
                page.toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(work.resolve("out.txt").toFile())
                .redirectError(work.resolve("err.txt").toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("expected the browser to end within " + PATIENCE_SECONDS + " s, found it running");
        }
        return Files.readString(work.resolve("out.txt"));
    }

    /** Keeps what goes wrong from the first script on. */
    private static String watch() {
        return "window.wrong = [];"
                + "addEventListener('error', event => wrong.push(event.message || 'could not load ' + event.target.src), true);"
                + "addEventListener('unhandledrejection', event => wrong.push(String(event.reason)));"
                + "['error', 'warn'].forEach(kind => { console[kind] = (...what) => wrong.push(what.join(' ')); });";
    }

    private static String resource(String name) throws IOException {
        try (var in = Browser.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("test resource: expected " + name + ", found none");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
