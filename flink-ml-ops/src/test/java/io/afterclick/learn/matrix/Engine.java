package io.afterclick.learn.matrix;

/** The engines that tests run on. */
public enum Engine {
    NATIVE,
    JAVA;

    public MatrixEngine start() {
        return this == NATIVE ? new Nd4jEngine() : new JavaEngine();
    }
}
