package io.afterclick.job.local;

import io.afterclick.job.record.CheckpointTaken;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Where the jobs of a run are carried out, one after the other. */
public interface JobHost extends AutoCloseable {

    /** Runs a job to its end, and throws if it fails; returns its checkpoints, as far as they are known. */
    List<CheckpointTaken> run(StreamExecutionEnvironment env, String name, Look look) throws Exception;
}
