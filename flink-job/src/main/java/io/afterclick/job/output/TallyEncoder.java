package io.afterclick.job.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.job.record.Tally;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.Encoder;

/** Writes counts as one JSON object a line. */
final class TallyEncoder implements Encoder<Tally> {

    private static final long serialVersionUID = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void encode(Tally tally, OutputStream out) throws IOException {
        out.write(JSON.writeValueAsBytes(tally.counts()));
        out.write('\n');
    }
}
