/** Whole models as folders: written, read, digested, and begun from published checkpoints. */
@NullMarked
package io.afterclick.model;

import org.jspecify.annotations.NullMarked;
