package io.afterclick.job.record;

/**
 * A checkpoint of a local run.
 *
 * @param id counted from 1
 * @param triggeredAt in milliseconds since 1970-01-01T00:00Z
 * @param duration from its trigger until all parts were stored, in milliseconds
 * @param bytes that it had to store; what earlier checkpoints had stored already is not in it
 * @param fullBytes of all the state that it refers to
 * @param completed false if it failed, or had not ended
 */
public record CheckpointTaken(
        long id, long triggeredAt, long duration, long bytes, long fullBytes, boolean completed) {}
