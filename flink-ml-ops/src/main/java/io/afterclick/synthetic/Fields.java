package io.afterclick.synthetic;

import io.afterclick.synthetic.Field.Source;
import java.util.List;

/**
 * The 22 fields of a click, with the table sizes of the published data sets. Which field means what is not published; the
 * roles here are made up, the skew is tuned so that 5000 rows hold about as many distinct ids as a real batch.
 */
final class Fields {

    /** Fields of a click in both published data sets. */
    static final int COUNT = 22;

    /** Index of the field that is the user. */
    static final int USER = 1;

    /** Index of the field that is the item. */
    static final int ITEM = 2;

    private static final int VARIANTS = 2;

    private final List<Field> fields;
    private final long[] keys;

    private Fields(long seed, List<Field> fields) {
        this.fields = fields;
        this.keys = new long[fields.size()];
        for (int f = 0; f < keys.length; f++) {
            keys[f] = Draws.hash(Draws.key(seed, Draws.Stream.IDS), f);
        }
    }

    /** Fields of the CASCADE data set. */
    static Fields cascade(long seed) {
        return new Fields(
                seed,
                List.of(
                        Field.of(Source.CLICK, 8, 2),
                        Field.of(Source.USER, 327_680, -2, 100),
                        Field.of(Source.ITEM, 655_360, -2, 20),
                        Field.of(Source.AROUND_ITEM, 655_360, 5),
                        Field.of(Source.OF_ITEM, 8_192, 4),
                        Field.of(Source.AROUND_USER, 655_360, 7),
                        Field.of(Source.OF_USER, 16, 2),
                        Field.of(Source.OF_USER, 32, 2),
                        Field.of(Source.OF_USER, 256, 3),
                        Field.of(Source.OF_ITEM, 81_920, 5),
                        Field.of(Source.OF_ITEM, 163_840, 6),
                        Field.of(Source.OF_USER, 8, 2),
                        Field.of(Source.OF_ITEM, 512, 3),
                        Field.of(Source.OF_ITEM, 128, 2),
                        Field.of(Source.OF_ITEM, 256, 3),
                        Field.of(Source.OF_ITEM, 1_024, 3),
                        Field.of(Source.CLICK, 128, 3),
                        Field.of(Source.OF_USER, 16, 2),
                        Field.of(Source.OF_USER, 8, 2),
                        Field.of(Source.CLICK, 8, 2),
                        Field.of(Source.OF_ITEM, 16, 2),
                        Field.of(Source.CLICK, 16, 2)));
    }

    /** Fields of the TRACE data set. */
    static Fields trace(long seed) {
        return new Fields(
                seed,
                List.of(
                        Field.of(Source.CLICK, 5, 2),
                        Field.of(Source.USER, 3_604_778, -2, 100),
                        Field.of(Source.ITEM, 1_951_876, -2, 20),
                        Field.of(Source.OF_ITEM, 432_750, 6),
                        Field.of(Source.OF_USER, 14, 2),
                        Field.of(Source.OF_USER, 19, 2),
                        Field.of(Source.AROUND_USER, 2_638_598, 8),
                        Field.of(Source.AROUND_ITEM, 1_962_400, 6),
                        Field.of(Source.OF_ITEM, 11_123, 4),
                        Field.of(Source.OF_ITEM, 397_159, 6),
                        Field.of(Source.OF_ITEM, 578_622, 7),
                        Field.of(Source.OF_USER, 3, 2),
                        Field.of(Source.OF_ITEM, 622, 3),
                        Field.of(Source.OF_ITEM, 107, 2),
                        Field.of(Source.OF_ITEM, 8_009, 4),
                        Field.of(Source.OF_USER, 30_685, 5),
                        Field.of(Source.CLICK, 104, 3),
                        Field.of(Source.OF_USER, 10, 2),
                        Field.of(Source.OF_USER, 3, 2),
                        Field.of(Source.CLICK, 2, 2),
                        Field.of(Source.OF_ITEM, 9, 2),
                        Field.of(Source.CLICK, 7, 2)));
    }

    List<Field> list() {
        return fields;
    }

    /** Draws the ids of a click. */
    void draw(Draws draws, int[] ids) {
        int user = fields.get(USER).skew().id(draws.uniform());
        int item = fields.get(ITEM).skew().id(draws.uniform());
        for (int f = 0; f < ids.length; f++) {
            Field field = fields.get(f);
            long key = keys[f];
            ids[f] = switch (field.source()) {
                case USER -> user;
                case ITEM -> item;
                case CLICK -> field.skew().id(draws.uniform());
                case OF_USER -> field.skew().id(Draws.unit(Draws.hash(key, user)));
                case OF_ITEM -> field.skew().id(Draws.unit(Draws.hash(key, item)));
                case AROUND_USER -> around(field, key, user, draws);
                case AROUND_ITEM -> around(field, key, item, draws);
            };
        }
    }

    private static int around(Field field, long key, int owner, Draws draws) {
        return field.skew().id(Draws.unit(Draws.hash(key, (long) owner * VARIANTS + draws.below(VARIANTS))));
    }
}
