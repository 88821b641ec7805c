package io.afterclick.job.output;

/** The version of the job, as dead letters and manifests record it. */
public final class JobVersion {

    /** From the jar's manifest; {@code development} where classes were not packed. */
    public static final String CURRENT = current();

    private JobVersion() {}

    private static String current() {
        String version = JobVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
