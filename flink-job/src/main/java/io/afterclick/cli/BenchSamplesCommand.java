package io.afterclick.cli;

import io.afterclick.intake.InputSpec;
import io.afterclick.job.bench.JourneyBench;
import io.afterclick.job.bench.JourneyBench.Timing;
import io.afterclick.job.bench.JourneyBench.Work;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.settings.RunOptions;
import io.afterclick.job.settings.RunOptions.StateBackendKind;
import io.afterclick.job.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Label lifecycle against a pass-through job, on both state backends. */
@Command(
        name = "samples",
        mixinStandardHelpOptions = true,
        description =
                "Times the label lifecycle on RocksDB and on heap against a job that only reads, parses and keys.")
final class BenchSamplesCommand implements Callable<Integer> {

    @Option(names = "--input", required = true, paramLabel = "SPEC", description = "As for the command samples.")
    private String input = "";

    @Option(
            names = "--delivery",
            defaultValue = "tesla",
            paramLabel = "NAME",
            description = "As for the command samples.")
    private String delivery = "tesla";

    @Option(
            names = "--rounds",
            defaultValue = "3",
            paramLabel = "N",
            description = "Times that every job runs, in turn; medians are shown. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Mixin
    private SettingsMixin settings = new SettingsMixin();

    @Spec
    private CommandSpec spec;

    /** A job and the backend that it runs on. */
    private record Job(String name, Work work, StateBackendKind backend) {}

    private static final List<Job> JOBS = List.of(
            new Job("pass-through", Work.PASS_THROUGH, StateBackendKind.HEAP),
            new Job("journeys, heap", Work.JOURNEYS, StateBackendKind.HEAP),
            new Job("journeys, RocksDB", Work.JOURNEYS, StateBackendKind.ROCKSDB),
            new Job("samples, heap", Work.SAMPLES, StateBackendKind.HEAP),
            new Job("samples, RocksDB", Work.SAMPLES, StateBackendKind.ROCKSDB));

    @Override
    public Integer call() throws Exception {
        InputSpec read = InputSpec.parse(input);
        InputSources sources = InputSources.of(read, false);
        List<List<Timing>> timings = new ArrayList<>();
        JOBS.forEach(job -> timings.add(new ArrayList<>()));
        PrintWriter out = spec.commandLine().getOut();
        for (int round = 0; round <= rounds; round++) {
            for (int j = 0; j < JOBS.size(); j++) {
                Timing timing = run(JOBS.get(j), read, sources);
                // The first round warms the process up.
                if (round > 0) {
                    timings.get(j).add(timing);
                }
            }
        }
        long clicks = timings.get(1).get(0).clicks();
        double passThrough = seconds(timings.get(0));
        out.printf("%-20s %14s %20s %18s%n", "job", "clicks/s", "clicks per CPU s", "of pass-through");
        for (int j = 0; j < JOBS.size(); j++) {
            double wall = seconds(timings.get(j));
            out.printf(
                    Locale.ROOT,
                    "%-20s %,14.0f %,20.0f %18.2f%n",
                    JOBS.get(j).name(),
                    clicks / wall,
                    clicks / cpuSeconds(timings.get(j)),
                    passThrough / wall);
        }
        out.flush();
        return 0;
    }

    private Timing run(Job job, InputSpec read, InputSources sources) throws Exception {
        Settings effective = settings.settings(
                read.kind(),
                Map.of(RunOptions.STATE_BACKEND.key(), job.backend().name()));
        Path folder = Files.createTempDirectory("afterclick-bench");
        try {
            return new JourneyBench(sources, delivery, folder).run(job.work(), effective);
        } finally {
            OutputFolder.delete(folder);
        }
    }

    private static double seconds(List<Timing> timings) {
        return median(timings.stream()
                .mapToDouble(t -> t.wall().toNanos() / 1e9)
                .sorted()
                .toArray());
    }

    private static double cpuSeconds(List<Timing> timings) {
        return median(timings.stream()
                .mapToDouble(t -> t.cpu().toNanos() / 1e9)
                .sorted()
                .toArray());
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
