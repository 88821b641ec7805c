package io.afterclick.fuzz;

import com.sun.management.ThreadMXBean;
import io.afterclick.intake.InputException;
import io.afterclick.snapshot.SnapshotException;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** Runs damaged input through one parser for a while, each case within bounds of time and memory. */
final class FuzzRun {

    private static final long MOST_NANOS_OF_A_CASE = TimeUnit.SECONDS.toNanos(10);
    private static final long MOST_BYTES_OF_A_CASE = 96 << 20;
    private static final int LONGEST_SHOWN = 4000;
    private static final Object THREADS = ManagementFactory.getThreadMXBean();

    private final FuzzTarget target;
    private final long seed;
    private final long nanos;
    private volatile byte[] now = new byte[0];
    private volatile long since;
    private volatile Throwable failure;
    private long cases;
    private long accepted;

    /** What became of the cases. */
    record Counts(String name, long cases, long accepted, long refused) {}

    FuzzRun(FuzzTarget target, long seed, long nanos) {
        this.target = target;
        this.seed = seed;
        this.nanos = nanos;
    }

    /** Runs for its time and returns the counts; throws with the case's bytes if a parser broke its contract. */
    Counts run() throws InterruptedException {
        since = System.nanoTime();
        Thread worker = new Thread(this::work, "fuzz " + target.name());
        worker.setDaemon(true);
        worker.start();
        while (worker.isAlive()) {
            worker.join(100);
            if (worker.isAlive() && System.nanoTime() - since > MOST_NANOS_OF_A_CASE) {
                StackTraceElement[] where = worker.getStackTrace();
                AssertionError stuck = new AssertionError(described("expected an end within 10 s, found none"));
                stuck.setStackTrace(where);
                throw stuck;
            }
        }
        Throwable found = failure;
        if (found != null) {
            throw new AssertionError(described("found " + found), found);
        }
        return new Counts(target.name(), cases, accepted, cases - accepted);
    }

    private void work() {
        try {
            for (byte[] valid : target.seeds()) {
                begin(valid);
                if (!takes(valid)) {
                    throw new AssertionError("expected undamaged input to be taken, found it refused");
                }
            }
            Damage damage = new Damage(seed);
            long end = System.nanoTime() + nanos;
            while (System.nanoTime() < end) {
                byte[] next = damage.of(target.seeds());
                begin(next);
                cases++;
                accepted += takes(next) ? 1 : 0;
            }
        } catch (Throwable e) { // Errors too: running out of memory or stack is what is looked for.
            failure = e;
        }
    }

    private void begin(byte[] next) {
        now = next;
        since = System.nanoTime();
    }

    private boolean takes(byte[] input) throws Exception {
        long before = allocated();
        boolean taken;
        try {
            taken = target.parser().takes(input.clone());
        } catch (Exception e) {
            if (!target.mayThrow(e)) {
                throw e;
            }
            requireOneLine(e);
            taken = false;
        }
        long bytes = allocated() - before;
        if (bytes > MOST_BYTES_OF_A_CASE) {
            throw new AssertionError("expected at most " + MOST_BYTES_OF_A_CASE + " bytes allocated, found " + bytes);
        }
        return taken;
    }

    /** Those of our own exceptions promise it; of others a command makes one line. */
    private static void requireOneLine(Exception refusal) {
        String message = refusal.getMessage();
        boolean ours = refusal instanceof InputException || refusal instanceof SnapshotException;
        if (ours && (message == null || message.lines().count() != 1)) {
            throw new AssertionError("expected a message of one line", refusal);
        }
    }

    private static long allocated() {
        return THREADS instanceof ThreadMXBean threads ? threads.getCurrentThreadAllocatedBytes() : 0;
    }

    private String described(String what) {
        byte[] input = now;
        String hex = HexFormat.of().formatHex(input);
        return target.name() + ", seed " + seed + ", case " + cases + ": " + what + "; its " + input.length + " bytes: "
                + hex.substring(0, Math.min(hex.length(), LONGEST_SHOWN));
    }
}
