package io.afterclick.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done about records that a run has refused. */
@Command(
        name = "deadletters",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ACTION",
        description = "Shows the records that a run has refused, and repairs them in its input.",
        subcommands = {DeadLettersListCommand.class, DeadLettersShowCommand.class, DeadLettersReplayCommand.class})
final class DeadLettersCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected list, show or replay, found none");
    }
}
