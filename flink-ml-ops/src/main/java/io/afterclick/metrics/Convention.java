package io.afterclick.metrics;

/**
 * What a metric means where the authors' evaluation code of net conversion departs from the formula in their paper.
 *
 * <table>
 * <caption>Differences</caption>
 * <tr><th></th><th>{@link #PLAIN}</th><th>{@link #PUBLISHED}</th></tr>
 * <tr><td>PCOC</td><td>mean prediction / mean label</td><td>mean prediction / (mean label + 10<sup>-6</sup>)</td></tr>
 * <tr><td>relative improvement</td><td>a share, 1 is the oracle</td><td>percent, 100 is the oracle</td></tr>
 * <tr><td>a NaN prediction</td><td>leaves every metric of its rows without a value</td>
 *     <td>counts as 0 in AUC and NLL, leaves PR-AUC and PCOC without a value</td></tr>
 * </table>
 *
 * <p>In both, NLL cuts each logarithm off at -100, as the authors' does. A sigmoid in single precision reaches 1 at a logit
 * of 17; without the cut a single such row would make the segment infinite and take it out of the run's mean, and a mean
 * without its worst segments flatters the model.
 */
public enum Convention {
    /**
     * The default. PCOC is the ratio it is said to be, 1 for a calibrated model even where conversions are rare (at a rate
     * of 0.001 the published one is 0.1 % too low), and has no value, instead of one in the hundred thousands, where nothing
     * converted. A NaN hides behind no number: 0 is often the best guess in sight, so that counting NaN as 0 can praise a
     * model that has fallen apart.
     */
    PLAIN,

    /** To reproduce the authors' figures. */
    PUBLISHED
}
