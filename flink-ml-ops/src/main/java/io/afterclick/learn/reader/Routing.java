package io.afterclick.learn.reader;

/** The three zones of READER's routing: below 0.1 a single purchase, above 0.9 a repurchase, both mixed between. */
final class Routing {

    static final double SINGLE_UP_TO = 0.1;
    static final double REPURCHASE_FROM = 0.9;

    private Routing() {}

    static boolean needsSingle(double r) {
        return !(r >= REPURCHASE_FROM);
    }

    static boolean needsRepurchase(double r) {
        return !(r <= SINGLE_UP_TO);
    }

    /** Weight of the repurchase side; that of the single side is the rest. */
    static double share(double r) {
        if (r <= SINGLE_UP_TO) {
            return 0;
        }
        return r >= REPURCHASE_FROM ? 1 : r;
    }

    /** {@code (1-r)·single + r·repurchase} by zone; a side without weight is not looked at. */
    static double mix(double r, double single, double repurchase) {
        double share = share(r);
        if (share == 0) {
            return single;
        }
        return share == 1 ? repurchase : (1 - share) * single + share * repurchase;
    }
}
