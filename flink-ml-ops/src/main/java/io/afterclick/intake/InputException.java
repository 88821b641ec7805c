package io.afterclick.intake;

/** The input as a whole cannot be used; the message is one line that names file, line and reason. */
public final class InputException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InputException(String message) {
        super(message);
    }

    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
