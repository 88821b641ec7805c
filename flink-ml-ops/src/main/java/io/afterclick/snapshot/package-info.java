/** Models as folders: safetensors files of parameters, and a manifest that says where they come from. */
@NullMarked
package io.afterclick.snapshot;

import org.jspecify.annotations.NullMarked;
