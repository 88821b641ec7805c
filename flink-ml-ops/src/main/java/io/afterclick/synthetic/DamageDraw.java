package io.afterclick.synthetic;

import java.util.EnumSet;
import java.util.Set;

/** Decides by seed and record number what is done to each record of a file. */
final class DamageDraw {

    private final DamageSettings settings;
    private final Draws draws;
    private long record;

    DamageDraw(DamageSettings settings, Draws.Stream stream) {
        this.settings = settings;
        this.draws = new Draws(settings.seed(), stream);
    }

    /** What is done to the next record: at most one thing, unless damage may overlap. */
    Set<Damage> next() {
        draws.restart(record++);
        EnumSet<Damage> drawn = EnumSet.noneOf(Damage.class);
        double place = draws.uniform();
        for (Damage damage : Damage.values()) {
            double rate = rate(damage);
            if (settings.overlapping() ? draws.uniform() < rate : place >= 0 && place < rate) {
                drawn.add(damage);
            }
            place -= rate;
        }
        return drawn;
    }

    /** Random numbers for how it is done, good until the next record. */
    Draws draws() {
        return draws;
    }

    private double rate(Damage damage) {
        return switch (damage) {
            case OUT_OF_ORDER -> settings.outOfOrder();
            case DUPLICATES -> settings.duplicates();
            case UNMATCHED -> settings.unmatched();
            case LATE -> settings.late();
            case MALFORMED -> settings.malformed();
            case NOT_FINITE -> settings.notFinite();
        };
    }
}
