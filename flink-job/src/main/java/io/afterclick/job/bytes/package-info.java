/** How the job's types travel between operators: versioned serializers, and no reflection. */
@NullMarked
package io.afterclick.job.bytes;

import org.jspecify.annotations.NullMarked;
