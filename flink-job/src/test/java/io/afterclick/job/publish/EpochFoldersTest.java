package io.afterclick.job.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model's folder lies in the folder of the models, whatever its variant is called. */
final class EpochFoldersTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../../x",
                "/etc/passwd",
                "a/../../b",
                "..\\..\\x",
                "a\0b",
                "a\nb",
                "C:\\x",
                "~",
                "ü/品牌",
                "%2e%2e%2f",
                "*?",
                "\uD800"
            })
    void noNameLeavesTheFolder(String variant) throws IOException {
        EpochFolders folders = new EpochFolders(folder.toString());
        for (Path path : new Path[] {folders.of(variant, 1), folders.spool(variant, 1)}) {
            assertThat(path.normalize().getParent()).isEqualTo(folder);
            Files.createDirectory(path);
            assertThat(path.toRealPath().getParent()).isEqualTo(folder.toRealPath());
        }
        // What cleans up finds both again.
        folders.clean(variant, 2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void cleaningOneVariantTouchesNoOther() throws IOException {
        EpochFolders folders = new EpochFolders(folder.toString());
        for (String variant : new String[] {"a", "a/../b", "..", "b"}) {
            Files.createDirectory(folders.of(variant, 1));
        }
        Path beside = Files.createDirectory(folder.resolve("b-mine"));
        folders.clean("..", 5);
        folders.clean("b", 5);
        assertThat(folders.of("..", 1)).doesNotExist();
        assertThat(folders.of("b", 1)).doesNotExist();
        assertThat(folders.of("a", 1)).exists();
        assertThat(folders.of("a/../b", 1)).exists();
        assertThat(beside).exists();
    }
}
