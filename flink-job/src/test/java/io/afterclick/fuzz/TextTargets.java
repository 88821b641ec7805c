package io.afterclick.fuzz;

import io.afterclick.intake.InputException;
import io.afterclick.intake.InputSpec;
import io.afterclick.job.settings.DurationText;
import io.afterclick.job.settings.Settings;
import io.afterclick.job.variant.ModelDefaults;
import io.afterclick.job.variant.VariantSpec;
import io.afterclick.job.variant.Variants;
import io.afterclick.journey.JourneyWindows;
import io.afterclick.learn.optimise.RowMode;
import io.afterclick.trial.Days;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a user writes: on the command line, and in a file of settings. */
final class TextTargets {

    private static final Set<Class<? extends Exception>> WRONG_CALL = Set.of(IllegalArgumentException.class);
    private static final JourneyWindows WINDOWS = new JourneyWindows(30, 40, 5, 5, 100, JourneyWindows.Tracked.BOTH);

    private TextTargets() {}

    static List<FuzzTarget> all(Path folder) throws IOException {
        Path yaml = folder.resolve("settings.yaml");
        Path events = Files.createDirectories(folder.resolve("events"));
        return List.of(
                new FuzzTarget(
                        "settings in YAML",
                        seeds(
                                "journey:\n  conversion-attribution: 5 d\n  refund-observation: PT20M\nrun.parallelism: 3\n",
                                "a: &a {b: [1, 2], c: 'x'}\nd: *a\nrun: {seed: 7}\n",
                                "# nothing\n"),
                        WRONG_CALL,
                        input -> {
                            Files.write(yaml, input);
                            Settings.of(InputSpec.Kind.EVENTS, yaml, Map.of()).shown();
                            return true;
                        }),
                text(
                        "settings",
                        WRONG_CALL,
                        text -> {
                            int equals = text.indexOf('=');
                            String key = equals < 0 ? text : text.substring(0, equals);
                            String value = equals < 0 ? "" : text.substring(equals + 1);
                            Settings.of(InputSpec.Kind.CASCADE, null, Map.of(key, value))
                                    .shown();
                        },
                        "run.seed=7",
                        "journey.cache-size=64 mb",
                        "segment.length=0.1 d",
                        "trainer.rows=lazy",
                        "input.epoch=2025-05-01T00:00+08:00",
                        "trainer.learning-rate=1e-3",
                        "any.key=any value"),
                text(
                        "variants",
                        WRONG_CALL,
                        TextTargets::variants,
                        "tesla:weighting=online:rows=deferred",
                        "tesla,reader:name=r:router=off,pretrained",
                        "oracle:learning-rate=1e-3"),
                text("days", WRONG_CALL, Days::parse, "0..10", " 17..24"),
                text(
                        "durations",
                        WRONG_CALL,
                        text -> {
                            if (!DurationText.parse(DurationText.of(DurationText.parse(text)))
                                    .equals(DurationText.parse(text))) {
                                throw new AssertionError("expected a duration that is written as it is read");
                            }
                        },
                        "15 min",
                        "0.1 d",
                        "PT15M",
                        "864 s",
                        "42"),
                text(
                        "input",
                        Set.of(InputException.class),
                        InputSpec::parse,
                        "events:" + events,
                        "events:" + events + "/."));
    }

    private static void variants(String text) {
        Map<String, String> folders = new HashMap<>();
        ModelDefaults defaults = new ModelDefaults(List.of("colour"), 4, 1, 1e-2, RowMode.LAZY, false, 100, 64, 1);
        List<VariantSpec> specs = VariantSpec.parseAll(text);
        specs.forEach(spec -> folders.put(Variants.networks(spec, defaults), "folder"));
        Variants.plans(specs, defaults, folders, WINDOWS);
    }

    /** Reads a text. */
    private interface Reading {
        void of(String text) throws Exception;
    }

    private static FuzzTarget text(
            String name, Set<Class<? extends Exception>> refusals, Reading reading, String... seeds) {
        return new FuzzTarget(name, seeds(seeds), refusals, input -> {
            reading.of(new String(input, StandardCharsets.UTF_8));
            return true;
        });
    }

    private static List<byte[]> seeds(String... texts) {
        return List.of(texts).stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
