package io.afterclick.snapshot;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A tensor without its values.
 *
 * @param shape sizes, outermost first; none for a scalar; {@link #ANY} only where a tensor is expected, not found
 */
public record TensorSpec(String name, ElementType type, List<Long> shape) {

    /** A size that may be anything, such as the number of rows touched so far. */
    public static final long ANY = -1;

    /** Order in a file: wider elements first, so that each starts at a multiple of its size; then by name. */
    static final Comparator<TensorSpec> FILE_ORDER =
            Comparator.comparing((TensorSpec spec) -> -spec.type().bytes()).thenComparing(TensorSpec::name);

    public TensorSpec {
        shape = List.copyOf(shape);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("Expected a name for a tensor of shape " + shape + ", found none");
        }
        for (long size : shape) {
            if (size < ANY) {
                throw new IllegalArgumentException("tensor " + name + ": expected sizes of 0 or more, found " + shape);
            }
        }
    }

    public static TensorSpec floats(String name, long... shape) {
        return of(name, ElementType.F32, shape);
    }

    public static TensorSpec longs(String name, long... shape) {
        return of(name, ElementType.I64, shape);
    }

    public static TensorSpec of(String name, ElementType type, long... shape) {
        return new TensorSpec(name, type, LongStream.of(shape).boxed().toList());
    }

    /**
     * Number of elements.
     *
     * @throws ArithmeticException if no long can hold it, or a size is {@link #ANY}
     */
    public long elements() {
        if (shape.contains(0L)) {
            return 0;
        }
        long elements = 1;
        for (long size : shape) {
            if (size == ANY) {
                throw new ArithmeticException("tensor " + name + ": expected known sizes, found " + shapeText());
            }
            elements = Math.multiplyExact(elements, size);
        }
        return elements;
    }

    /** Size of the values in bytes; fails as {@link #elements()} does. */
    public long bytes() {
        return Math.multiplyExact(elements(), (long) type.bytes());
    }

    /** Whether a found tensor is what this one expects. */
    boolean accepts(TensorSpec found) {
        if (type != found.type() || shape.size() != found.shape().size()) {
            return false;
        }
        for (int i = 0; i < shape.size(); i++) {
            long size = shape.get(i);
            if (size != ANY && size != found.shape().get(i)) {
                return false;
            }
        }
        return true;
    }

    /** The shape for messages: {@code [256, 1408]}, {@code [any, 32]}. */
    public String shapeText() {
        return shape.stream()
                .map(size -> size == ANY ? "any" : Long.toString(size))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Shape and, unless it is the usual one, type. */
    String describe() {
        return type == ElementType.F32 ? shapeText() : type + " " + shapeText();
    }
}
