/** From bytes to events: framing, parsing, validation and lateness, decided record by record where the input is read. */
@NullMarked
package io.afterclick.intake;

import org.jspecify.annotations.NullMarked;
