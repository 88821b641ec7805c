package io.afterclick.job.kafka;

import io.afterclick.event.EventKind;
import io.afterclick.job.settings.DurationText;
import io.afterclick.job.settings.KafkaOptions;
import io.afterclick.job.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.ConfigOption;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/** Looks at brokers before a job is submitted that would fail or lose by what they are. */
public final class BrokerLook {

    private static final int PATIENCE_SECONDS = 10;
    private static final String LONGEST_TRANSACTION = "transaction.max.timeout.ms";

    private static final List<ConfigOption<String>> WRITTEN = List.of(
            KafkaOptions.SAMPLES,
            KafkaOptions.OUTCOMES,
            KafkaOptions.PREDICTIONS,
            KafkaOptions.METRICS,
            KafkaOptions.DEAD_LETTERS);

    private BrokerLook() {}

    /**
     * Compares settings with what the brokers have.
     *
     * @throws IllegalArgumentException naming key, expected and found
     */
    public static void require(Settings settings) throws InterruptedException {
        ask(settings, admin -> {
            requireTopics(settings, admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            requireTimeout(settings, longestTransaction(admin));
            return true;
        });
    }

    /**
     * Creates those topics of a job that do not exist, and returns their names.
     *
     * @throws IllegalArgumentException if no broker answers, or none may be created
     */
    public static List<String> create(Settings settings, int partitions, short replicas) throws InterruptedException {
        return ask(settings, admin -> {
            Set<String> existing = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<String> missing = topics().stream()
                    .map(settings::get)
                    .filter(topic -> !existing.contains(topic))
                    .distinct()
                    .toList();
            admin.createTopics(missing.stream()
                            .map(topic -> new NewTopic(topic, partitions, replicas))
                            .toList())
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return missing;
        });
    }

    /** A question to the brokers. */
    private interface Question<T> {
        T ask(Admin admin) throws InterruptedException, ExecutionException, TimeoutException;
    }

    private static <T> T ask(Settings settings, Question<T> question) throws InterruptedException {
        String servers = settings.get(KafkaOptions.BOOTSTRAP_SERVERS);
        if (servers == null) {
            throw new IllegalArgumentException(
                    KafkaOptions.BOOTSTRAP_SERVERS.key() + ": expected brokers such as localhost:9092, found none");
        }
        Properties properties = Topics.clientProperties(settings);
        properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        try (Admin admin = Admin.create(properties)) {
            return question.ask(admin);
        } catch (TimeoutException | KafkaException e) {
            throw unreachable(servers, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException
                    || e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw unreachable(servers, e);
            }
            throw new IllegalArgumentException(
                    KafkaOptions.BOOTSTRAP_SERVERS.key() + ": expected brokers that do as they are asked, found at "
                            + servers + ": "
                            + Objects.requireNonNullElse(e.getCause(), e).getMessage(),
                    e);
        }
    }

    private static IllegalArgumentException unreachable(String servers, Exception e) {
        return new IllegalArgumentException(
                KafkaOptions.BOOTSTRAP_SERVERS.key() + ": expected brokers that answer within " + PATIENCE_SECONDS
                        + " s, found none at " + servers,
                e);
    }

    private static List<ConfigOption<String>> topics() {
        List<ConfigOption<String>> topics = new ArrayList<>(WRITTEN);
        for (EventKind kind : EventKind.values()) {
            topics.add(Topics.topicOf(kind));
        }
        return topics;
    }

    private static void requireTopics(Settings settings, Set<String> found) {
        for (ConfigOption<String> topic : topics()) {
            if (!found.contains(settings.get(topic))) {
                throw new IllegalArgumentException(
                        topic.key() + ": expected a topic that exists, found no '" + settings.get(topic) + "' among "
                                + found.stream().sorted().toList());
            }
        }
    }

    private static long longestTransaction(Admin admin)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<ConfigResource> brokers = new ArrayList<>();
        for (Node node : admin.describeCluster().nodes().get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            brokers.add(new ConfigResource(ConfigResource.Type.BROKER, node.idString()));
        }
        return admin.describeConfigs(brokers).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS).values().stream()
                .map(config -> config.get(LONGEST_TRANSACTION))
                .filter(entry -> entry != null && entry.value() != null)
                .map(ConfigEntry::value)
                .mapToLong(Long::parseLong)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static void requireTimeout(Settings settings, long longest) {
        Duration found = settings.get(KafkaOptions.TRANSACTION_TIMEOUT);
        if (found.toMillis() > longest) {
            throw new IllegalArgumentException(KafkaOptions.TRANSACTION_TIMEOUT.key() + ": expected at most "
                    + DurationText.of(Duration.ofMillis(longest)) + ", the broker's " + LONGEST_TRANSACTION + ", found "
                    + DurationText.of(found));
        }
    }
}
