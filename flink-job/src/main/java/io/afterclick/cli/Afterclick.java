package io.afterclick.cli;

import io.afterclick.job.output.JobVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Entry point of all commands. */
@Command(
        name = "afterclick",
        mixinStandardHelpOptions = true,
        versionProvider = Afterclick.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Online training of post-click value models on Apache Flink.",
        subcommands = {
            DemoCommand.class,
            GenerateCommand.class,
            SamplesCommand.class,
            BacktestCommand.class,
            ScoreCommand.class,
            TortureCommand.class,
            SoakCommand.class,
            TrainCommand.class,
            TopicsCommand.class,
            ProduceCommand.class,
            SettingsCommand.class,
            DeadLettersCommand.class,
            BenchCommand.class
        })
public final class Afterclick {

    private Afterclick() {}

    /** Runs a command and ends the process with its exit code: 0 done, 1 failed, 2 wrongly called. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Afterclick())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(UserErrors::wrongCall)
                .setExecutionExceptionHandler(UserErrors::failedRun);
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"afterclick " + JobVersion.CURRENT};
        }
    }
}
