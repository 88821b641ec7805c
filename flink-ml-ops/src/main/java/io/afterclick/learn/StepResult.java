package io.afterclick.learn;

/**
 * What a batch did.
 *
 * @param applied whether the parameters moved; false if the loss or a gradient was not finite, and then nothing has changed
 * @param loss total, all terms with their coefficients
 * @param terms of the loss without their coefficients, as {@link OnlineLearner#lossTerms} names them
 * @param gradientNorm of all gradients together, before clipping
 * @param learningRate that was used
 */
@SuppressWarnings("ArrayRecordComponent") // a handful of numbers, made once a step and only read
public record StepResult(boolean applied, double loss, double[] terms, double gradientNorm, double learningRate) {}
