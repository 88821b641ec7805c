package io.afterclick.fuzz;

import java.util.List;
import java.util.Set;

/**
 * A parser under damaged input.
 *
 * @param seeds input that it takes, which is what gets damaged
 * @param refusals the exceptions that its contract names
 */
record FuzzTarget(String name, List<byte[]> seeds, Set<Class<? extends Exception>> refusals, Parser parser) {

    /** One reading; returns whether it took the input, and throws an {@link AssertionError} if it broke a rule. */
    interface Parser {
        boolean takes(byte[] input) throws Exception;
    }

    boolean mayThrow(Throwable thrown) {
        return refusals.stream().anyMatch(refusal -> refusal.isInstance(thrown));
    }
}
