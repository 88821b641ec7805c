package io.afterclick.job.output;

import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.SegmentMeasured;
import org.apache.flink.api.connector.sink2.Sink;

/** Where predictions and their measures end; a parameter of the topology, so that tests run the true pipeline. */
public interface JudgeSinks {

    Sink<Predicted> predictions();

    Sink<SegmentMeasured> segmentMetrics();
}
