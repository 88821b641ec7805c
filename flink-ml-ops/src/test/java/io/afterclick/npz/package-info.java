/** NumPy files, and the numbers computed by the published code that ours are compared with. */
@NullMarked
package io.afterclick.npz;

import org.jspecify.annotations.NullMarked;
