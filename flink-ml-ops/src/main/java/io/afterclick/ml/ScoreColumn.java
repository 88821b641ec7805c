package io.afterclick.ml;

import io.afterclick.learn.Quantity;
import java.io.Serializable;

/**
 * A column to which scores go.
 *
 * @param parameter that names it
 */
record ScoreColumn(Quantity quantity, String name, String parameter) implements Serializable {}
