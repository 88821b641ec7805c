/** The topology: which stage follows which, and under what name its state is kept. */
@NullMarked
package io.afterclick.job;

import org.jspecify.annotations.NullMarked;
