/** Seeded synthetic logs with the published statistics, and ledgers of the damage done to them. */
@NullMarked
package io.afterclick.synthetic;

import org.jspecify.annotations.NullMarked;
