package io.afterclick.cli;

import io.afterclick.intake.InputSpec;
import io.afterclick.job.kafka.BrokerLook;
import io.afterclick.job.kafka.EventProducer;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.settings.Settings;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends an event folder to the topics of the live job. */
@Command(
        name = "produce",
        mixinStandardHelpOptions = true,
        description = "Sends the events of a folder to the topics of the live job, in the order of their times.")
final class ProduceCommand implements Callable<Integer> {

    @Option(names = "--input", required = true, paramLabel = "SPEC", description = "events:DIR.")
    private String input = "";

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "How much faster than the clock event time passes. Default: as fast as it goes.")
    private double speed = Double.POSITIVE_INFINITY;

    @Mixin
    private SettingsMixin settings = new SettingsMixin();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("--speed: expected more than 0, found " + speed);
        }
        Settings effective = settings.settings(InputSpec.Kind.EVENTS);
        InputSources sources = InputSources.of(InputSpec.parse(input), false);
        BrokerLook.require(effective);
        long start = System.nanoTime();
        try (EventProducer producer = new EventProducer(sources, effective, System.err)) {
            long sent = producer.run(speed);
            double seconds = (System.nanoTime() - start) / 1e9;
            spec.commandLine()
                    .getOut()
                    .printf(Locale.ROOT, "%,d records sent in %.1f s (%,.0f/s)%n", sent, seconds, sent / seconds);
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
