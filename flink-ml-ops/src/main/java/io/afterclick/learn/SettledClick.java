package io.afterclick.learn;

import io.afterclick.event.Click;
import io.afterclick.journey.Delivered.GmvState;
import io.afterclick.journey.Trajectory;
import java.util.List;

/**
 * A click to which nothing can happen any more, as pretraining sees it.
 *
 * @param trajectory how it ended as to net conversion
 * @param purchases the state at each attributed purchase, in order; the last one's count and sum are the final ones
 */
public record SettledClick(Click click, Trajectory trajectory, List<GmvState> purchases) {

    public SettledClick {
        purchases = List.copyOf(purchases);
    }
}
