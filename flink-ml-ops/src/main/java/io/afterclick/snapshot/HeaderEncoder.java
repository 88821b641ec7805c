package io.afterclick.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the head of a safetensors file: the length of the header (8 bytes, little endian), and the header as JSON, filled up
 * with spaces to a multiple of 8. Equal tensors and texts give equal bytes.
 */
final class HeaderEncoder {

    static final String METADATA = "__metadata__";
    static final int LENGTH_BYTES = 8;

    private static final JsonFactory JSON = new JsonFactory();

    private HeaderEncoder() {}

    /** @param specs tensors, in the order of their values */
    static byte[] encode(List<TensorSpec> specs, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[LENGTH_BYTES]);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(METADATA);
                for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long begin = 0;
            for (TensorSpec spec : specs) {
                long end = Math.addExact(begin, spec.bytes());
                writeTensor(json, spec, begin, end);
                begin = end;
            }
            json.writeEndObject();
        }
        while (bytes.size() % LENGTH_BYTES != 0) {
            bytes.write(' ');
        }
        byte[] head = bytes.toByteArray();
        ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putLong(0, head.length - LENGTH_BYTES);
        return head;
    }

    private static void writeTensor(JsonGenerator json, TensorSpec spec, long begin, long end) throws IOException {
        json.writeObjectFieldStart(spec.name());
        json.writeStringField("dtype", spec.type().name());
        json.writeArrayFieldStart("shape");
        for (long size : spec.shape()) {
            json.writeNumber(size);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("data_offsets");
        json.writeNumber(begin);
        json.writeNumber(end);
        json.writeEndArray();
        json.writeEndObject();
    }
}
