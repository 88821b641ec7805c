/** What the job's operators send to each other, beside what a journey gives away. */
@NullMarked
package io.afterclick.job.record;

import org.jspecify.annotations.NullMarked;
