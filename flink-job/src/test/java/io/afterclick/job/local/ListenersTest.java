package io.afterclick.job.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.afterclick.intake.InputSpec.Kind;
import io.afterclick.job.settings.Settings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A local run is reachable from this machine alone. */
final class ListenersTest {

    @BeforeEach
    void assumeThatTheKernelTells() {
        assumeTrue(Listeners.canBeSeen(), "/proc tells of sockets");
    }

    @Test
    void localClusterListensOnTheLoopbackAlone() throws Exception {
        Map<String, String> before = Listeners.now();
        Settings settings = Settings.of(Kind.EVENTS, null, Map.of("run.managed-memory-per-slot", "128 mb"));
        try (LocalCluster cluster = LocalCluster.start(settings)) {
            Map<String, String> added = Listeners.now();
            added.keySet().removeAll(before.keySet());
            // At least where the cluster answers questions.
            assertThat(added.values()).anyMatch(address -> address.endsWith(String.format(":%04X", restPort(cluster))));
            assertThat(added.values()).allMatch(Listeners::isLoopback);
        }
    }

    private static int restPort(LocalCluster cluster) {
        try {
            return cluster.restAddress().getPort();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Else the test above could not fail. */
    @Test
    void socketThatListensEverywhereIsSeen() throws Exception {
        Map<String, String> before = Listeners.now();
        try (ServerSocket everywhere = new ServerSocket(0);
                ServerSocket here = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> added = Listeners.now();
            added.keySet().removeAll(before.keySet());
            assertThat(added).hasSize(2);
            assertThat(added.values())
                    .filteredOn(Listeners::isLoopback)
                    .singleElement()
                    .satisfies(address -> assertThat(address).endsWith(String.format(":%04X", here.getLocalPort())));
            assertThat(everywhere.getLocalPort()).isPositive();
        }
    }
}
