package io.afterclick.job.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.afterclick.job.record.CheckpointTaken;
import java.net.URI;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;

/** Checkpoints as a cluster tells of them. */
final class CheckpointHistoryTest {

    @Test
    void checkpointsAreInTheOrderInWhichTheyWereTaken() throws Exception {
        String answer = "{'history':["
                + "{'id':2,'status':'FAILED','trigger_timestamp':200,'end_to_end_duration':5,'state_size':0},"
                + "{'id':1,'status':'COMPLETED','trigger_timestamp':100,'end_to_end_duration':50,"
                + "'state_size':900,'checkpointed_size':300}]}";
        assertThat(CheckpointHistory.read(new ObjectMapper().readTree(answer.replace('\'', '"'))))
                .containsExactly(
                        new CheckpointTaken(1, 100, 50, 300, 900, true), new CheckpointTaken(2, 200, 5, 0, 0, false));
    }

    @Test
    void answerWithoutHistoryHasNoCheckpoints() throws Exception {
        assertThat(CheckpointHistory.read(new ObjectMapper().readTree("{\"errors\":[\"gone\"]}")))
                .isEmpty();
    }

    @Test
    void clusterThatDoesNotAnswerIsNoReasonToFail() throws Exception {
        // Nothing listens on port 1.
        assertThat(CheckpointHistory.of(URI.create("http://127.0.0.1:1"), new JobID()))
                .isEmpty();
    }
}
