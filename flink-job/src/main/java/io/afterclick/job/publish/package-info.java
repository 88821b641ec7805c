/** Published models: from the pieces that a trainer gives away to folders that are complete once their checkpoint is. */
@NullMarked
package io.afterclick.job.publish;

import org.jspecify.annotations.NullMarked;
