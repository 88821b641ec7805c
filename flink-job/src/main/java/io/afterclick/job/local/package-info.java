/** Running the job on this machine: a cluster inside the process, its progress, and what a failure means to a user. */
@NullMarked
package io.afterclick.job.local;

import org.jspecify.annotations.NullMarked;
