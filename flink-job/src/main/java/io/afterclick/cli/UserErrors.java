package io.afterclick.cli;

import io.afterclick.intake.InputException;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What a user reads when something went wrong: one line. Stack traces go to the log. */
final class UserErrors {

    private static final Logger LOG = LoggerFactory.getLogger(UserErrors.class);

    private UserErrors() {}

    static int wrongCall(ParameterException e, String[] args) {
        say(e.getCommandLine(), oneLine(e.getMessage()));
        return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
    }

    static int failedRun(Exception e, CommandLine command, ParseResult result) {
        LOG.error("The command failed", e);
        InputException input = ExceptionUtils.findSerializedThrowable(
                        e, InputException.class, UserErrors.class.getClassLoader())
                .orElse(null);
        if (input != null) {
            say(command, oneLine(input.getMessage()));
        } else if (e instanceof IllegalArgumentException) {
            say(command, oneLine(e.getMessage()));
            return command.getCommandSpec().exitCodeOnInvalidInput();
        } else {
            Throwable root = root(e);
            say(
                    command,
                    "failed: " + root.getClass().getSimpleName() + ": " + oneLine(root.getMessage()) + LogFile.hint());
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static void say(CommandLine command, String line) {
        command.getErr().println("afterclick: " + line);
    }

    private static String oneLine(@Nullable String message) {
        return message == null
                ? "no reason given"
                : message.strip().replaceAll("\\s*\\R\\s*", "; ").replaceAll("\\p{Cntrl}", "?");
    }
}
