/** Topics of Kafka as the job's sources and sinks. */
@NullMarked
package io.afterclick.job.kafka;

import org.jspecify.annotations.NullMarked;
