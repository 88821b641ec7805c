package io.afterclick.cli;

import io.afterclick.job.settings.SettingsPage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The reference of all settings. */
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = "Prints all settings with their defaults, in Markdown.")
final class SettingsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(SettingsPage.markdown());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
