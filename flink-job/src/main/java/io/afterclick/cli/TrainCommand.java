package io.afterclick.cli;

import io.afterclick.intake.InputSpec;
import io.afterclick.job.live.LiveRun;
import io.afterclick.job.local.Jobs;
import io.afterclick.job.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The live job. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "The live job: reads clicks, purchases and refunds from topics, scores, trains and judges, writes"
                + " predictions, samples, outcomes and metrics to topics, and publishes models. Runs in this process, or"
                + " where 'flink run' submits it.")
final class TrainCommand implements Callable<Integer> {

    @Mixin
    private SettingsMixin settings = new SettingsMixin();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings effective = settings.settings(InputSpec.Kind.EVENTS);
        LiveRun run = LiveRun.of(effective);
        try (Jobs jobs = new Jobs(effective, System.err)) {
            run.execute(jobs);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "the topics are read to their end, results in %s%n",
                        run.files().folder());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
