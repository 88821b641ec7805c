/** Benchmarks that a user can run: ratios measured side by side in one run. */
@NullMarked
package io.afterclick.job.bench;

import org.jspecify.annotations.NullMarked;
