package io.afterclick.synthetic;

/** Hears how far the generator has come, from its thread. */
@FunctionalInterface
public interface ProgressListener {

    /** Hears nothing. */
    ProgressListener NONE = (written, total) -> {};

    /** Called now and then, and once at the end with written = total. */
    void clicksWritten(long written, long total);
}
