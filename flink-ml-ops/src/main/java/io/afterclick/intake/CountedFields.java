package io.afterclick.intake;

import org.jspecify.annotations.Nullable;

/** Passes the fields of one record on, up to the most that a record may have. */
final class CountedFields implements RecordFields {

    private final RecordFields fields;
    private int count;

    CountedFields(RecordFields fields) {
        this.fields = fields;
    }

    @Override
    public void text(String name, boolean nested, @Nullable String text) throws RefusedRecordException {
        count();
        fields.text(name, nested, text);
    }

    @Override
    public void other(String name, boolean nested, String found) throws RefusedRecordException {
        count();
        fields.other(name, nested, found);
    }

    private void count() throws RefusedRecordException {
        if (++count > EventRules.MOST_FIELDS) {
            throw RefusedRecordException.malformed("record", "at most " + EventRules.MOST_FIELDS + " fields", "more");
        }
    }
}
