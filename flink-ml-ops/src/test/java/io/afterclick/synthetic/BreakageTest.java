package io.afterclick.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BreakageTest {

    @ParameterizedTest
    @EnumSource(Breakage.class)
    void noNumberIsLeftWhereOneHasToBeAndTheLineStaysOne(Breakage breakage) {
        LineBuffer line = new LineBuffer().put("p0000000001,c0000000001,1746028926341,288.23");
        breakage.apply(line, LineLayout.PURCHASES);
        String text = new String(line.copy(), StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("p0000000001,c0000000001").doesNotContain("\n", "\r");
        String[] columns = text.split(",", -1);
        boolean readable = columns.length == 4
                && columns[2].replaceAll("^\"|\"$", "").matches("\\d+")
                && columns[3].matches("\\d+\\.\\d\\d");
        assertThat(readable).isFalse();
    }
}
