/** What is delivered when: each class turns a journey into training samples or outcomes. */
@NullMarked
package io.afterclick.journey.delivery;

import org.jspecify.annotations.NullMarked;
