package io.afterclick.job.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.afterclick.event.Click;
import io.afterclick.event.Event;
import io.afterclick.event.Money;
import io.afterclick.event.Purchase;
import io.afterclick.event.Refund;
import io.afterclick.intake.MessageFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** Writes events as messages that the live job reads. */
final class EventMessages {

    private static final JsonFactory JSON = new JsonFactory();

    private final MessageFormat format;
    private final List<String> features;
    private final BinaryMessageEncoder<SpecificRecordBase> clicks;
    private final BinaryMessageEncoder<SpecificRecordBase> purchases;
    private final BinaryMessageEncoder<SpecificRecordBase> refunds;

    /** @param features names of the clicks' features */
    EventMessages(MessageFormat format, List<String> features) {
        this.format = format;
        this.features = List.copyOf(features);
        SpecificData data = new SpecificData();
        this.clicks = new BinaryMessageEncoder<>(data, io.afterclick.schemas.Click.getClassSchema());
        this.purchases = new BinaryMessageEncoder<>(data, io.afterclick.schemas.Purchase.getClassSchema());
        this.refunds = new BinaryMessageEncoder<>(data, io.afterclick.schemas.Refund.getClassSchema());
    }

    byte[] message(Event event) throws IOException {
        return format == MessageFormat.JSON ? json(event) : avro(event);
    }

    private byte[] json(Event event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (event instanceof Click click) {
                json.writeStringField("click_id", click.id());
                json.writeStringField("user_id", click.userId());
                json.writeStringField("item_id", click.itemId());
                json.writeNumberField("event_time_ms", click.time());
                if (click.scene() != null) {
                    json.writeStringField("scene", click.scene());
                }
                json.writeObjectFieldStart("features");
                List<String> values = click.features().values();
                for (int i = 0; i < values.size(); i++) {
                    json.writeStringField(features.get(i), values.get(i));
                }
                json.writeEndObject();
            } else if (event instanceof Purchase purchase) {
                json.writeStringField("purchase_id", purchase.id());
                json.writeStringField("click_id", purchase.clickId());
                json.writeNumberField("event_time_ms", purchase.time());
                json.writeStringField("amount", Money.format(purchase.amountMicros()));
            } else if (event instanceof Refund refund) {
                json.writeStringField("refund_id", refund.id());
                json.writeStringField("purchase_id", refund.purchaseId());
                json.writeStringField("click_id", refund.clickId());
                json.writeNumberField("event_time_ms", refund.time());
                json.writeStringField("amount", Money.format(refund.amountMicros()));
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private byte[] avro(Event event) throws IOException {
        ByteBuffer encoded;
        if (event instanceof Click click) {
            Map<String, String> named = new HashMap<>();
            List<String> values = click.features().values();
            for (int i = 0; i < values.size(); i++) {
                named.put(features.get(i), values.get(i));
            }
            encoded = clicks.encode(io.afterclick.schemas.Click.newBuilder()
                    .setClickId(click.id())
                    .setUserId(click.userId())
                    .setItemId(click.itemId())
                    .setEventTimeMs(click.time())
                    .setScene(click.scene())
                    .setFeatures(named)
                    .build());
        } else if (event instanceof Purchase purchase) {
            encoded = purchases.encode(io.afterclick.schemas.Purchase.newBuilder()
                    .setPurchaseId(purchase.id())
                    .setClickId(purchase.clickId())
                    .setEventTimeMs(purchase.time())
                    .setAmountMicros(purchase.amountMicros())
                    .build());
        } else {
            Refund refund = (Refund) event;
            encoded = refunds.encode(io.afterclick.schemas.Refund.newBuilder()
                    .setRefundId(refund.id())
                    .setPurchaseId(refund.purchaseId())
                    .setClickId(refund.clickId())
                    .setEventTimeMs(refund.time())
                    .setAmountMicros(refund.amountMicros())
                    .build());
        }
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
