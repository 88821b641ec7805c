package io.afterclick.job.local;

import io.afterclick.job.record.CheckpointTaken;
import io.afterclick.job.settings.Settings;
import java.io.PrintStream;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Runs jobs one after the other: in one cluster inside this process, or wherever Flink's own client has been told. */
public final class Jobs implements JobHost {

    private final Settings settings;
    private final PrintStream progress;
    private @Nullable LocalCluster local;

    public Jobs(Settings settings, PrintStream progress) {
        this.settings = settings;
        this.progress = progress;
    }

    @Override
    public List<CheckpointTaken> run(StreamExecutionEnvironment env, String name, Look look) throws Exception {
        progress.println(name);
        if (!(env instanceof LocalStreamEnvironment)) {
            env.execute("afterclick " + name);
            return List.of();
        }
        LocalCluster cluster = local;
        if (cluster == null) {
            cluster = LocalCluster.start(settings);
            local = cluster;
        }
        JobID job = cluster.submit(env);
        new Progress(cluster.restAddress(), job, look, progress).watch(cluster);
        cluster.awaitEnd(job);
        return CheckpointHistory.of(cluster.restAddress(), job);
    }

    @Override
    public void close() throws Exception {
        LocalCluster cluster = local;
        if (cluster != null) {
            cluster.close();
        }
    }
}
