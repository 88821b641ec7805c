package io.afterclick.job.torture;

import java.util.SplittableRandom;

/** Draws kills: the same seed, the same kills. When exactly they strike depends on how fast the machine is. */
final class KillPlan {

    private static final int TASK_MANAGER = 45;
    private static final int ALL_TASK_MANAGERS = 60;
    private static final int JOB_MANAGER = 85;
    private static final int HUNDRED = 100;
    private static final int ANY = 40;
    private static final int CHECKPOINT = 75;

    private static final long LEAST_PAUSE = 2_000;
    private static final long MOST_PAUSE = 14_000;
    private static final long MOST_WITHIN = 500;
    private static final long MOST_DOWN = 2_000;

    private final SplittableRandom random;

    KillPlan(long seed) {
        random = new SplittableRandom(seed);
    }

    Kill next() {
        return new Kill(
                victim(random.nextInt(HUNDRED)),
                moment(random.nextInt(HUNDRED)),
                random.nextLong(LEAST_PAUSE, MOST_PAUSE),
                random.nextLong(MOST_WITHIN),
                random.nextInt(Integer.MAX_VALUE),
                random.nextLong(MOST_DOWN));
    }

    private static Victim victim(int percent) {
        if (percent < TASK_MANAGER) {
            return Victim.TASK_MANAGER;
        }
        if (percent < ALL_TASK_MANAGERS) {
            return Victim.ALL_TASK_MANAGERS;
        }
        return percent < JOB_MANAGER ? Victim.JOB_MANAGER : Victim.ALL;
    }

    private static Moment moment(int percent) {
        if (percent < ANY) {
            return Moment.ANY;
        }
        return percent < CHECKPOINT ? Moment.CHECKPOINT : Moment.SAVEPOINT;
    }
}
