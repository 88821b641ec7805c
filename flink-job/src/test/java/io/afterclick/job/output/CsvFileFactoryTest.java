package io.afterclick.job.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterclick.schemas.DeadLetter;
import io.afterclick.schemas.RecordKind;
import io.afterclick.schemas.Task;
import io.afterclick.schemas.TrainingSample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.local.LocalDataOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvFileFactoryTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void absentAndEmptyValuesKeepTheirPlace() throws IOException {
        TrainingSample sample = TrainingSample.newBuilder()
                .setClickId("")
                .setUserId("")
                .setItemId("i")
                .setClickTimeMs(1)
                .setDeliveredAtMs(2)
                .setDelivery("tesla")
                .setTask(Task.CVR)
                .setSequence(0)
                .setFeatures(List.of("a,b", "", "say \"x\""))
                .build();
        List<String> lines = write(sample, List.of("colour", "size", "text"));
        assertThat(lines.get(0)).startsWith("click_id,user_id,item_id,").contains(",colour,size,text");
        assertThat(lines.get(1)).startsWith(",,i,1,2,tesla,CVR,0,").contains(",\"a,b\",,\"say \"\"x\"\"\"");
        assertThat(lines).hasSize(2);
    }

    @Test
    void bytesAreBase64() throws IOException {
        DeadLetter letter = DeadLetter.newBuilder()
                .setKind(RecordKind.CLICK)
                .setReason("MALFORMED")
                .setDetail("two\nlines")
                .setSource("clicks.csv")
                .setOffset(0)
                .setLength(3)
                .setRaw(ByteBuffer.wrap(new byte[] {0, -1, 10}))
                .setJobVersion("1")
                .build();
        String text = String.join("\n", write(letter, List.of()));
        assertThat(text).contains("CLICK,MALFORMED,\"two\nlines\",").contains(",AP8K,");
    }

    private <R extends SpecificRecord> List<String> write(R record, List<String> features) throws IOException {
        Path file = folder.resolve("part.csv");
        CsvFileFactory<R, R> factory = new CsvFileFactory<>(any -> any, record.getSchema(), features);
        try (FSDataOutputStream out = new LocalDataOutputStream(file.toFile())) {
            BulkWriter<R> writer = factory.create(out);
            writer.addElement(record);
            writer.finish();
        }
        return Files.readAllLines(file);
    }
}
