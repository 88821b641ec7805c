/** Takes over parameters that the published PyTorch code trained, under our names. */
@NullMarked
package io.afterclick.snapshot.pytorch;

import org.jspecify.annotations.NullMarked;
