/** The live job: topics in, topics and published models out. */
@NullMarked
package io.afterclick.job.live;

import org.jspecify.annotations.NullMarked;
