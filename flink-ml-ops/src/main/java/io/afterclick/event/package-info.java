/** What happens: clicks, purchases and refunds, exact money, and the total order in which they count. */
@NullMarked
package io.afterclick.event;

import org.jspecify.annotations.NullMarked;
