package io.afterclick.intake;

import io.afterclick.event.EventKind;
import io.afterclick.schemas.Click;
import io.afterclick.schemas.Purchase;
import io.afterclick.schemas.Refund;
import org.apache.avro.Schema;

/** How a message of a topic holds a record. */
public enum MessageFormat {
    /** One JSON object. */
    JSON,
    /** Avro's single-object encoding. */
    AVRO;

    /** A parser of messages that hold one kind of event; never throws for what they hold. */
    public RecordParser parser(EventKind kind, IntakeSettings settings) {
        RecordLayout layout =
                kind == EventKind.CLICK ? RecordLayout.ofClicks(settings.features()) : RecordLayout.of(kind);
        RecordParser parser = switch (this) {
            case JSON -> new JsonParser(layout, settings.rules());
            case AVRO -> new AvroMessageParser(layout, settings.rules(), schema(kind));
        };
        return new BoundedParser(parser, kind, settings.longestRecord());
    }

    private static Schema schema(EventKind kind) {
        return switch (kind) {
            case CLICK -> Click.getClassSchema();
            case PURCHASE -> Purchase.getClassSchema();
            case REFUND -> Refund.getClassSchema();
        };
    }
}
