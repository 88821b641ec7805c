package io.afterclick.job.torture;

import java.util.Locale;

/** What is killed. */
public enum Victim {
    TASK_MANAGER,
    ALL_TASK_MANAGERS,
    JOB_MANAGER,
    ALL;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
