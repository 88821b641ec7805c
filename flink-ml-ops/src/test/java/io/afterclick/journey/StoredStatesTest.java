package io.afterclick.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes that a release wrote stay readable by every later one. A new layout gets a new version and a directory of its own,
 * written once by {@code mvn test -pl flink-ml-ops -am -Dtest=StoredStatesTest -Dstate.write=true
 * -Dsurefire.failIfNoSpecifiedTests=false}; the bytes of earlier versions are never written again.
 */
class StoredStatesTest {

    static Stream<String> names() {
        return StoredStates.all().keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void bytesOfVersion1AreRead(String name) throws IOException {
        ClickState read = Snapshots.read("c1", stored(1, name));
        assertThat(StoredStates.describe(read)).isEqualTo(StoredStates.describe(expected(name)));
    }

    /** If this fails, the layout has changed: count {@link ClickStateCodec#VERSION} up and keep reading the earlier one. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void bytesOfThisVersionAreWrittenAsStored(String name) throws IOException {
        assertThat(Snapshots.bytes(expected(name))).isEqualTo(stored(ClickStateCodec.VERSION, name));
    }

    @Test
    @EnabledIfSystemProperty(named = "state.write", matches = "true")
    void writeThisVersion() throws IOException {
        Path directory = Files.createDirectories(Path.of("src/test/resources/state/v" + ClickStateCodec.VERSION));
        for (Map.Entry<String, ClickState> state : StoredStates.all().entrySet()) {
            Path file = directory.resolve(state.getKey() + ".bin");
            Files.write(file, Snapshots.bytes(state.getValue()), StandardOpenOption.CREATE_NEW);
        }
    }

    private static ClickState expected(String name) {
        ClickState state = StoredStates.all().get(name);
        if (state == null) {
            throw new AssertionError("expected one of " + StoredStates.all().keySet() + ", found " + name);
        }
        return state;
    }

    private static byte[] stored(int version, String name) throws IOException {
        String file = "/state/v" + version + "/" + name + ".bin";
        try (InputStream in = StoredStatesTest.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new AssertionError("expected the resource " + file + ", found none");
            }
            return in.readAllBytes();
        }
    }
}
