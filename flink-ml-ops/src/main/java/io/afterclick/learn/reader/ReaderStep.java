package io.afterclick.learn.reader;

/**
 * What a batch did.
 *
 * @param applied whether a step was taken; false if the loss or a gradient was not finite, and then nothing has changed
 * @param loss total
 * @param online its first mean
 * @param alignment mean over ground truth against the true value
 * @param unlearning mean over ground truth against the last partial label
 * @param gradientNorm of all gradients together, before clipping
 * @param learningRate that was used
 */
public record ReaderStep(
        boolean applied,
        double loss,
        double online,
        double alignment,
        double unlearning,
        double gradientNorm,
        double learningRate) {}
