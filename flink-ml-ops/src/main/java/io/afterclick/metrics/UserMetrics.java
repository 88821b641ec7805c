package io.afterclick.metrics;

/**
 * How well predictions rank the rows of each user.
 *
 * @param rows predictions with their label, of all users
 * @param notANumber rows whose prediction is NaN; if there are any, GAUC has no value
 * @param users users with rows of both classes, over whom GAUC is taken
 * @param usersLeftOut users with rows of one class only
 * @param gauc sum of n<sub>u</sub> AUC<sub>u</sub> / sum of n<sub>u</sub>, with n<sub>u</sub> the rows of user u, over users
 *     with both classes; 0 to 1, needs one such user
 */
public record UserMetrics(long rows, long notANumber, long users, long usersLeftOut, Metric gauc) {}
