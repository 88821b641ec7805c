package io.afterclick.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.intake.InputSpec;
import io.afterclick.job.live.LiveRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people read about settings is what the options say. After a change: {@code afterclick settings > deploy/SETTINGS.md}. */
final class SettingsPageTest {

    private static final Path DEPLOY = Path.of("../deploy");

    @Test
    void pageIsThatOfTheOptions() throws IOException {
        assertThat(Files.readString(DEPLOY.resolve("SETTINGS.md"))).isEqualTo(SettingsPage.markdown());
    }

    @Test
    void exampleOfALiveJobIsOne() throws IOException {
        Settings settings = Settings.of(InputSpec.Kind.EVENTS, DEPLOY.resolve("conf/train.yaml"), Map.of());
        assertThat(settings.bounded()).isFalse();
        assertThat(LiveRun.of(settings).files().folder()).isEqualTo(Path.of(settings.get(LiveOptions.OUT)));
    }
}
