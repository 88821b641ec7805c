package io.afterclick.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.flink.ml.param.ParamValidator;
import org.jspecify.annotations.Nullable;

/** What a parameter may be, refused in one line that says what was expected. */
final class Expected<T> implements ParamValidator<T> {

    private static final long serialVersionUID = 1;

    private final String parameter;
    private final String expected;
    private final Condition<T> condition;
    private final boolean optional;

    private interface Condition<T> extends Predicate<T>, Serializable {}

    private Expected(String parameter, String expected, Condition<T> condition) {
        this(parameter, expected, condition, false);
    }

    private Expected(String parameter, String expected, Condition<T> condition, boolean optional) {
        this.parameter = parameter;
        this.expected = expected;
        this.condition = condition;
        this.optional = optional;
    }

    static <T extends Number> Expected<T> atLeast(String parameter, int least) {
        return new Expected<>(parameter, least + " or more", value -> value.doubleValue() >= least);
    }

    /** A finite number above 0. */
    static Expected<Double> positive(String parameter) {
        return new Expected<>(parameter, "a number above 0", value -> value > 0 && Double.isFinite(value));
    }

    /** A finite number above 0, or none. */
    static Expected<Double> positiveOrNone(String parameter) {
        return new Expected<>(
                parameter, "a number above 0 or none", value -> value > 0 && Double.isFinite(value), true);
    }

    /** A finite number of 0 or more. */
    static Expected<Double> notNegative(String parameter) {
        return new Expected<>(parameter, "a number of 0 or more", value -> value >= 0 && Double.isFinite(value));
    }

    static <T> Expected<T> given(String parameter) {
        return new Expected<>(parameter, "a value", value -> true);
    }

    static Expected<String> name(String parameter) {
        return new Expected<>(parameter, "the name of a column", value -> !value.isBlank());
    }

    /** Names, or none at all. */
    static Expected<String[]> names(String parameter) {
        return new Expected<>(
                parameter,
                "names of columns, each once",
                value -> Arrays.stream(value)
                                .filter(name -> name != null && !name.isBlank())
                                .distinct()
                                .count()
                        == value.length);
    }

    static Expected<Long[]> counts(String parameter) {
        return new Expected<>(
                parameter,
                "one number or one for each feature, 1 or more",
                value -> value.length > 0 && Arrays.stream(value).allMatch(count -> count != null && count >= 1));
    }

    /** The name of an enum's constant, in any case. */
    static Expected<String> oneOf(String parameter, Enum<?>[] constants) {
        List<String> names = Arrays.stream(constants).map(Expected::text).toList();
        return new Expected<>(
                parameter,
                "one of " + String.join(", ", names),
                value -> names.contains(value.toLowerCase(Locale.ROOT)));
    }

    /** How a constant is written as a parameter. */
    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant that a parameter names. */
    static <E extends Enum<E>> E constant(Class<E> type, String value) {
        return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
    }

    @Override
    public boolean validate(@Nullable T value) {
        if (value == null ? !optional : !condition.test(value)) {
            throw new IllegalArgumentException("parameter " + parameter + ": expected " + expected + ", found "
                    + (value instanceof Object[] many ? Arrays.toString(many) : value));
        }
        return true;
    }
}
