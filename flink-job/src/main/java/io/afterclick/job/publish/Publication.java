package io.afterclick.job.publish;

import io.afterclick.snapshot.Manifest;

/**
 * A model whose files are written and whose manifest is not: what a checkpoint decides on.
 *
 * @param manifest with the files' digests
 */
record Publication(Manifest manifest) {}
