package io.afterclick.synthetic;

/**
 * One figure that a generated log reached.
 *
 * @param name as in statistics.json
 * @param value NaN where it is undefined, such as the median delay of refunds that do not exist
 * @param meaning in words, with the unit
 */
public record Statistic(String name, double value, String meaning) {}
