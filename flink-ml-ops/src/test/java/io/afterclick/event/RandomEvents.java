package io.afterclick.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Events of any kind: similar ones differ in so little that every rank of an order is reached. */
final class RandomEvents {

    private final Random random;
    private final String[] texts;
    private final long[] numbers;

    private RandomEvents(long seed, String[] texts, long[] numbers) {
        this.random = new Random(seed);
        this.texts = texts;
        this.numbers = numbers;
    }

    static RandomEvents extreme(long seed) {
        String[] texts = {"", "a", "null", "é", "衣", "\uD83D\uDE00", "a\tb"};
        return new RandomEvents(seed, texts, new long[] {Long.MIN_VALUE, -1, 0, 1, 1_746_878_400_000L, Long.MAX_VALUE});
    }

    static RandomEvents similar(long seed) {
        return new RandomEvents(seed, new String[] {"a", "null"}, new long[] {0, 1});
    }

    Event next() {
        return switch (random.nextInt(3)) {
            case 0 -> new Click(text(), text(), text(), number(), nullableText(), features(random.nextInt(3)));
            case 1 -> new Purchase(text(), text(), number(), number());
            default -> new Refund(text(), text(), text(), number(), number());
        };
    }

    private Features features(int size) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(text());
        }
        return Features.of(values);
    }

    private long number() {
        return numbers[random.nextInt(numbers.length)];
    }

    private String text() {
        return texts[random.nextInt(texts.length)];
    }

    private @Nullable String nullableText() {
        return random.nextBoolean() ? text() : null;
    }
}
