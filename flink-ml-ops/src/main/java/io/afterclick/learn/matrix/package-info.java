/** Matrices and their products: native through ND4J, or plain Java where there are no natives. */
@NullMarked
package io.afterclick.learn.matrix;

import org.jspecify.annotations.NullMarked;
