package io.afterclick.cli;

import io.afterclick.intake.InputSpec;
import io.afterclick.job.kafka.BrokerLook;
import io.afterclick.job.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates the topics of the live job. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Creates those topics of the live job that do not exist.")
final class TopicsCommand implements Callable<Integer> {

    @Option(
            names = "--partitions",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of each topic that is created. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--replicas",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of each partition. Default: ${DEFAULT-VALUE}.")
    private short replicas;

    @Mixin
    private SettingsMixin settings = new SettingsMixin();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings effective = settings.settings(InputSpec.Kind.EVENTS);
        for (String created : BrokerLook.create(effective, partitions, replicas)) {
            spec.commandLine().getOut().printf("created %s%n", created);
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
