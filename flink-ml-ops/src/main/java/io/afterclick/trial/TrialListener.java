package io.afterclick.trial;

import io.afterclick.event.Click;
import io.afterclick.learn.Scores;
import io.afterclick.learn.StepResult;

/** Hears what happens in a trial, in the order in which it happens. */
public interface TrialListener {

    /** A segment begins. */
    default void begins(long segment) {}

    /**
     * A click was scored.
     *
     * @param scores only good until the call returns
     * @param place of the click in them
     */
    void scored(long segment, Click click, Scores scores, int place);

    /** A batch of {@code samples} was trained on, or refused. */
    void trained(long segment, long batch, int samples, StepResult step);
}
