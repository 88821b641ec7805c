/** The proof of the promise: a run whose processes are killed leaves what an undisturbed one leaves. */
@NullMarked
package io.afterclick.job.torture;

import org.jspecify.annotations.NullMarked;
