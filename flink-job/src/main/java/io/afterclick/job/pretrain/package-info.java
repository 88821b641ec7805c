/** Pretraining as a bounded job: from an input's first days to folders of networks that variants begin from. */
@NullMarked
package io.afterclick.job.pretrain;

import org.jspecify.annotations.NullMarked;
