package io.afterclick.synthetic;

/**
 * One categorical field of a click.
 *
 * @param size number of ids
 * @param source what the id follows from
 */
record Field(int size, Source source, Skew skew) {

    /** What determines a field's id. Real fields are not independent: most describe the user or the item. */
    enum Source {
        /** Drawn anew for every click, such as a position. */
        CLICK,
        /** The user itself. */
        USER,
        /** The item itself. */
        ITEM,
        /** Fixed by the user, such as a city. */
        OF_USER,
        /** Fixed by the item, such as a category. */
        OF_ITEM,
        /** One of a few of the user's, such as the item clicked before. */
        AROUND_USER,
        /** One of a few of the item's, such as a picture. */
        AROUND_ITEM
    }

    static Field of(Source source, int size, int power) {
        return of(source, size, power, 1);
    }

    static Field of(Source source, int size, int power, int offset) {
        return new Field(size, source, Skew.over(size, power, offset));
    }

    /**
     * Share of the planted signal's variance, before normalisation. Ids that recur carry most of it, or a few hundred
     * thousand clicks could not teach it; rare ids carry the rest, which only much data can.
     */
    double signal() {
        return size <= 1100 ? 1 : size <= 40_000 ? 0.7 : 0.35;
    }
}
