/** Keys that are few, and where they live. */
@NullMarked
package io.afterclick.job.key;

import org.jspecify.annotations.NullMarked;
