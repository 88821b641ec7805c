package io.afterclick.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Benchmarks; each measures what it compares side by side in one run. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "BENCHMARK",
        description = "Measures speed and quality, side by side in one run.",
        subcommands = {
            BenchLearnerCommand.class,
            BenchModelsCommand.class,
            BenchSamplesCommand.class,
            BenchJobCommand.class
        })
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a benchmark, found none");
    }
}
