/** Dead letters after a run: read, shown, and repaired in the input that they came from. */
@NullMarked
package io.afterclick.letter;

import org.jspecify.annotations.NullMarked;
