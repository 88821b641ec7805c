/**
 * Whole models as folders: written, read, digested, and begun from published checkpoints.
 *
 * <p>A folder has {@code dense.safetensors}, parameters by their names, linear weights {@code [out, in]};
 * {@code rows.safetensors}, for each embedding set and field {@code <set>.<field>}, {@code [rows, dimension]}, and
 * {@code <set>.<field>.ids}, {@code [rows]}, ascending as unsigned numbers; {@code optimiser.safetensors} if training is to go on
 * from it; and {@code manifest.json}. Any reader of safetensors can read it. A model that was published while it trains holds
 * what training has moved, and in {@code frozen} the model that it began from: see {@link io.afterclick.model.PublishedParts}.
 */
@NullMarked
package io.afterclick.model;

import org.jspecify.annotations.NullMarked;
