/** The commands that a user types. */
@NullMarked
package io.afterclick.cli;

import org.jspecify.annotations.NullMarked;
