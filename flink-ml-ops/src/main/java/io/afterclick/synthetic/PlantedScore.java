package io.afterclick.synthetic;

/**
 * A planted linear score over the fields of a click, of mean about 0 and variance about 1. The effect of an id is hashed from
 * (seed, stream, field, id), so no table is needed.
 *
 * <p>Drift: an id has two effects, and time turns slowly from one to the other and on to their negatives, as on a circle.
 * The variance stays the same, what was learned early goes stale.
 */
final class PlantedScore {

    private final long[] keys;
    private final double[] weights;
    private final double turnPerMs;

    /** @param quarterTurnDays days after which an id's effect has nothing to do with what it was */
    PlantedScore(long seed, Draws.Stream stream, Fields fields, double quarterTurnDays) {
        int count = fields.list().size();
        this.keys = new long[count];
        this.weights = new double[count];
        double total = fields.list().stream().mapToDouble(Field::signal).sum();
        for (int f = 0; f < count; f++) {
            keys[f] = Draws.hash(Draws.key(seed, stream), f);
            weights[f] = Math.sqrt(fields.list().get(f).signal() / total);
        }
        this.turnPerMs = Math.PI / 2 / (quarterTurnDays * Rhythm.DAY);
    }

    /** The score of a click at a time in milliseconds since day 0. */
    double at(int[] ids, long time) {
        double then = Math.cos(turnPerMs * time);
        double later = Math.sin(turnPerMs * time);
        double score = 0;
        for (int f = 0; f < ids.length; f++) {
            long hash = Draws.hash(keys[f], ids[f]);
            score += weights[f] * (then * Draws.bell(hash) + later * Draws.bell(Draws.hash(keys[f], hash)));
        }
        return score;
    }
}
