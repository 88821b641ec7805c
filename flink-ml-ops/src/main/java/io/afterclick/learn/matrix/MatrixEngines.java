package io.afterclick.learn.matrix;

import java.util.function.Supplier;

/** Chooses what takes matrix products: {@link Nd4jEngine} where its natives load, else {@link JavaEngine}. */
public final class MatrixEngines {

    private MatrixEngines() {}

    /**
     * The fastest engine of this machine; {@link MatrixEngine#describe} says in one line which it is, and of the plain one why.
     * A second or more for the first of a process.
     */
    public static MatrixEngine best() {
        return firstOf(Nd4jEngine::new);
    }

    /** @param natives makes an engine, or fails as a class does whose native code does not load */
    static MatrixEngine firstOf(Supplier<MatrixEngine> natives) {
        try {
            MatrixEngine engine = natives.get();
            multiplyOnce(engine);
            return engine;
        } catch (LinkageError | RuntimeException e) {
            return new JavaEngine("natives not used: " + inOneLine(e));
        }
    }

    /** The library of products is loaded by the first of them, and it has to be right. */
    private static void multiplyOnce(MatrixEngine engine) {
        Matrix two = engine.matrix(1, 1);
        two.rows()[0][0] = 2f;
        two.push();
        Matrix product = engine.matrix(1, 1);
        engine.multiply(two, 0, two, 0, product, 0, 1);
        product.pull();
        float found = product.rows()[0][0];
        if (found != 4f) {
            throw new IllegalStateException("2 x 2: expected 4, found " + found);
        }
    }

    /** What was the first to fail: initialisers of classes wrap it, some of them twice. */
    private static String inOneLine(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        String message = String.valueOf(first.getMessage()).lines().findFirst().orElse("");
        return first.getClass().getSimpleName() + ": " + message;
    }
}
