package io.afterclick.cli;

import io.afterclick.intake.InputSpec;
import io.afterclick.job.FlinkSettings;
import io.afterclick.job.local.LocalCluster;
import io.afterclick.job.local.LocalMemory;
import io.afterclick.job.settings.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which every command takes settings. */
final class SettingsMixin {

    @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML.")
    private @Nullable Path config;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A setting, such as -Djourney.conversion-attribution='3 d'; may be given many times.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    Settings settings(InputSpec.Kind input) throws IOException {
        return settings(input, Map.of());
    }

    /** @param fixed settings that the command decides itself */
    Settings settings(InputSpec.Kind input, Map<String, String> fixed) throws IOException {
        return settings(input, fixed, Map.of());
    }

    /**
     * @param fixed settings that the command decides itself
     * @param usual settings of the command unless the command line says otherwise
     */
    Settings settings(InputSpec.Kind input, Map<String, String> fixed, Map<String, String> usual) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(usual);
        all.putAll(overrides);
        all.putAll(fixed);
        Settings settings = Settings.of(input, config, all);
        FlinkSettings.requireSafe(settings);
        if (LocalCluster.isWhereJobsRun()) {
            LocalMemory.require(settings, Runtime.getRuntime().maxMemory(), machineBytes());
        }
        return settings;
    }

    private static long machineBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }
}
