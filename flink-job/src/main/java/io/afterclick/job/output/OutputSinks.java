package io.afterclick.job.output;

import io.afterclick.event.Refused;
import io.afterclick.job.record.Routed;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.job.record.Tally;
import io.afterclick.journey.Delivered;
import org.apache.flink.api.connector.sink2.Sink;

/** Where the job's streams end; a parameter of the topology, so that tests run the true pipeline. */
public interface OutputSinks {

    Sink<Delivered> samples();

    Sink<SettledOutcome> outcomes();

    Sink<Refused> deadLetters();

    /** Samples that trained nothing, among the dead letters. */
    Sink<Routed> deadSamples();

    Sink<Tally> tallies();
}
