package io.afterclick.job.local;

import java.io.IOException;

/** Sees how far a job has come. */
public interface Look {

    /**
     * How far a job has come.
     *
     * @param share of its work that is done, from 0 to 1; NaN if nobody knows
     * @param text what there is to say
     */
    record Seen(double share, String text) {}

    /** @param seconds since the job began */
    Seen look(JobGauges gauges, double seconds) throws IOException, InterruptedException;
}
