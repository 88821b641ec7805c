package io.afterclick.job.kafka;

import io.afterclick.event.Arrival;
import io.afterclick.event.EventKind;
import io.afterclick.event.Refused;
import io.afterclick.intake.InputSpec;
import io.afterclick.intake.IntakeSettings;
import io.afterclick.job.local.InputSources;
import io.afterclick.job.settings.KafkaOptions;
import io.afterclick.job.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the records of an event folder to the topics of the live job, in the order of their times, broken ones as they are. Those of
 * a click go to one partition.
 */
public final class EventProducer implements AutoCloseable {

    private static final double BETWEEN_LINES = 10;

    private final Settings settings;
    private final List<EventFeed> feeds = new ArrayList<>();
    private final EventMessages messages;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final PrintStream out;
    private long sent;

    /**
     * @param input an event folder
     * @param out where to say how far it has come
     */
    public EventProducer(InputSources input, Settings settings, PrintStream out) throws IOException {
        if (input.spec().kind() != InputSpec.Kind.EVENTS) {
            throw new IllegalArgumentException("--input: expected events:DIR, found "
                    + input.spec().kind().prefix() + ":" + input.spec().path());
        }
        this.settings = settings;
        this.out = out;
        this.messages = new EventMessages(settings.get(KafkaOptions.EVENT_FORMAT), input.features());
        IntakeSettings intake = settings.intake(input.features(), false);
        for (EventKind kind : EventKind.values()) {
            feeds.add(new EventFeed(kind, input.spec().files(kind), intake));
        }
        Properties properties = Topics.clientProperties(settings);
        properties.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get(KafkaOptions.BOOTSTRAP_SERVERS));
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "20");
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends everything.
     *
     * @param speed how much faster than the clock event time passes; infinite to send as fast as it goes
     * @return how many records
     */
    public long run(double speed) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long first = Long.MIN_VALUE;
        double nextLine = BETWEEN_LINES;
        for (EventFeed feed = earliest(); feed != null; feed = earliest()) {
            if (first == Long.MIN_VALUE) {
                first = feed.time();
            }
            double due = first == Long.MIN_VALUE ? 0 : (feed.time() - first) / 1e3 / speed;
            double now = (System.nanoTime() - begin) / 1e9;
            if (due > now) {
                producer.flush();
                Thread.sleep((long) ((due - now) * 1e3));
            }
            send(feed);
            feed.advance();
            if (now >= nextLine) {
                out.printf(
                        Locale.ROOT,
                        "  %,d records, %,.0f/s, %.1f s behind what is due%n",
                        sent,
                        sent / now,
                        Math.max(0, now - due));
                nextLine = now + BETWEEN_LINES;
            }
        }
        producer.flush();
        requireSent();
        return sent;
    }

    private @Nullable EventFeed earliest() {
        return feeds.stream()
                .filter(feed -> feed.next() != null)
                .min(Comparator.comparingLong(EventFeed::time))
                .orElse(null);
    }

    private void send(EventFeed feed) throws IOException {
        requireSent();
        String topic = settings.get(Topics.topicOf(feed.kind()));
        if (feed.next() == null) {
            return;
        }
        for (Arrival arrival : feed.next().arrivals()) {
            byte[] key = arrival.event().clickId().getBytes(StandardCharsets.UTF_8);
            send(new ProducerRecord<>(topic, key, messages.message(arrival.event())));
        }
        for (Refused refused : feed.next().refused()) {
            send(new ProducerRecord<>(topic, null, refused.raw().bytes()));
        }
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        producer.send(message, (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
        sent++;
    }

    private void requireSent() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalArgumentException(
                    KafkaOptions.BOOTSTRAP_SERVERS.key() + ": expected brokers that take records, found "
                            + failed.getMessage(),
                    failed);
        }
    }

    @Override
    public void close() throws IOException {
        producer.close();
        for (EventFeed feed : feeds) {
            feed.close();
        }
    }
}
