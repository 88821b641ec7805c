package io.afterclick.job.record;

import org.jspecify.annotations.Nullable;

/**
 * A prediction joined with what came of its click; each prediction once.
 *
 * @param net what it is measured against as to net conversion; null if it says nothing of that, or if the outcome never came
 * @param gmv the same as to GMV
 */
public record Judged(Predicted prediction, Truth.@Nullable Net net, Truth.@Nullable Gmv gmv) {}
