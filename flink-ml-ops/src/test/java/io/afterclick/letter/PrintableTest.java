package io.afterclick.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PrintableTest {

    @Test
    void textStaysAsItIs() {
        assertThat(Printable.of("c1,\"u 1\",\u00fc,\u7ea2\u8272,\ud83d\uded2"))
                .isEqualTo("c1,\"u 1\",\u00fc,\u7ea2\u8272,\ud83d\uded2");
    }

    @Test
    void whatMovesTheCursorOrHidesIsWrittenOut() {
        assertThat(Printable.of("a\tb\r\nc\\")).isEqualTo("a\\tb\\r\\nc\\\\");
        assertThat(Printable.of("\u001b[2J\u0000\u007f")).isEqualTo("\\x1B[2J\\x00\\x7F");
        // Right-to-left override, no-break space, line separator, a byte order mark, a private character.
        assertThat(Printable.of("\u202e\u00a0\u2028\ufeff\ue000"))
                .isEqualTo("\\xE2\\x80\\xAE\\xC2\\xA0\\xE2\\x80\\xA8\\xEF\\xBB\\xBF\\xEE\\x80\\x80");
    }

    @Test
    void bytesThatAreNoTextAreWrittenOut() {
        assertThat(Printable.of(new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF, 'a', (byte) 0xE2, (byte) 0x82}))
                .isEqualTo("\\xC3(\\xFFa\\xE2\\x82");
        // Overlong, half of a surrogate pair, beyond Unicode.
        assertThat(Printable.of(new byte[] {(byte) 0xC0, (byte) 0xAF})).isEqualTo("\\xC0\\xAF");
        assertThat(Printable.of(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}))
                .isEqualTo("\\xED\\xA0\\x80");
        assertThat(Printable.of(new byte[] {(byte) 0xF8, (byte) 0x88, 'b'})).isEqualTo("\\xF8\\x88b");
    }

    @Test
    void beginningsSayThatThereIsMore() {
        byte[] bytes = "abc\u00fc".getBytes(StandardCharsets.UTF_8);
        assertThat(Printable.startOf(bytes, 5)).isEqualTo("abc\u00fc");
        assertThat(Printable.startOf(bytes, 4)).isEqualTo("abc\\xC3...");
    }
}
