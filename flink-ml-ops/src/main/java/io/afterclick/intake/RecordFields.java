package io.afterclick.intake;

import org.jspecify.annotations.Nullable;

/** Receives the fields of a record that names them itself, one by one. */
interface RecordFields {

    /**
     * A text, or a number as it was written.
     *
     * @param nested whether it stood inside the object of features
     */
    void text(String name, boolean nested, @Nullable String text) throws RefusedRecordException;

    /** A value that is neither text nor number. */
    void other(String name, boolean nested, String found) throws RefusedRecordException;
}
