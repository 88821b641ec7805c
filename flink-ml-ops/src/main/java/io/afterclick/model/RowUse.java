package io.afterclick.model;

import java.io.IOException;

/** What is done with each row of a table. */
interface RowUse {

    /** @param row packed and caught up; only good until the next one */
    void row(int field, long id, float[] row) throws IOException;
}
