package io.afterclick.intake;

import io.afterclick.event.RefusalReason;

/** A record cannot be taken; it becomes a dead letter. Carries no stack trace, since bad records may be many. */
public final class RefusedRecordException extends Exception {

    private static final long serialVersionUID = 1;

    private final RefusalReason reason;

    public RefusedRecordException(RefusalReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    static RefusedRecordException malformed(String what, String expected, String found) {
        return new RefusedRecordException(RefusalReason.MALFORMED, describe(what, expected, found));
    }

    static RefusedRecordException invalid(String what, String expected, String found) {
        return new RefusedRecordException(RefusalReason.INVALID, describe(what, expected, found));
    }

    public RefusalReason reason() {
        return reason;
    }

    /** What was expected and what was found, in one line. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    private static String describe(String what, String expected, String found) {
        return what + ": expected " + expected + ", found " + Excerpt.of(found);
    }
}
