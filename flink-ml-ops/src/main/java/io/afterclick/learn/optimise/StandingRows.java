package io.afterclick.learn.optimise;

/** For the rows of frozen networks: they hold no history and never move. */
public enum StandingRows implements RowOptimiser {
    INSTANCE;

    @Override
    public void catchUp(float[][] rows, int count) {
        // They are where they will always be.
    }

    @Override
    public void step(int set, float[][] rows, int count, float[][] gradients, int from, double learningRate) {
        throw new IllegalStateException("expected rows that are trained, found those of a frozen network");
    }

    @Override
    public void takeBack(int set) {
        throw new IllegalStateException("expected rows that are trained, found those of a frozen network");
    }
}
