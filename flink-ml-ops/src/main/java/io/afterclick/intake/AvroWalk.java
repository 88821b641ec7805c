package io.afterclick.intake;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Walks over a value in Avro's binary encoding and believes none of its lengths. What was walked over can be read without asking
 * for more memory or a deeper stack than its bytes are worth; the library would trust a length that a block of items hides.
 */
final class AvroWalk {

    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 10;

    private final byte[] bytes;
    private int at;

    private AvroWalk(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    /**
     * Where a value ends that begins at {@code from}.
     *
     * @throws AvroRuntimeException if it is none
     */
    static int end(Schema schema, byte[] bytes, int from) {
        AvroWalk walk = new AvroWalk(bytes, from);
        walk.value(schema, 0);
        return walk.at;
    }

    /**
     * Checks that values of a schema are of a size that a record may have.
     *
     * @throws InputException if it has too many fields, those of records within it included
     */
    static void requireFewFields(String file, Schema schema) {
        if (fields(schema, 0) > EventRules.MOST_FIELDS) {
            throw new InputException(
                    file + ": expected Avro records of at most " + EventRules.MOST_FIELDS + " fields, found more");
        }
    }

    /** Fields, those of a record that is used twice counted twice; one that holds itself goes over any limit. */
    private static int fields(Schema schema, int depth) {
        if (depth > DEEPEST) {
            return 0;
        }
        int fields = 0;
        switch (schema.getType()) {
            case RECORD -> {
                for (Schema.Field field : schema.getFields()) {
                    fields += 1 + fields(field.schema(), depth + 1);
                    if (fields > EventRules.MOST_FIELDS) {
                        return fields;
                    }
                }
            }
            case UNION -> {
                for (Schema type : schema.getTypes()) {
                    fields = Math.max(fields, fields(type, depth + 1));
                }
            }
            case ARRAY -> fields = fields(schema.getElementType(), depth + 1);
            case MAP -> fields = fields(schema.getValueType(), depth + 1);
            default -> fields = 0;
        }
        return fields;
    }

    private void value(Schema schema, int depth) {
        if (depth > DEEPEST) {
            throw new AvroRuntimeException("values that are more than " + DEEPEST + " deep in each other");
        }
        switch (schema.getType()) {
            case NULL -> {
                // Takes no bytes.
            }
            case BOOLEAN -> skip(1);
            case INT, LONG -> number();
            case FLOAT -> skip(Float.BYTES);
            case DOUBLE -> skip(Double.BYTES);
            case FIXED -> skip(schema.getFixedSize());
            case STRING, BYTES -> skip(number());
            case ENUM -> index(schema.getEnumSymbols().size());
            case UNION -> value(schema.getTypes().get(index(schema.getTypes().size())), depth + 1);
            case RECORD -> {
                for (Schema.Field field : schema.getFields()) {
                    value(field.schema(), depth + 1);
                }
            }
            case ARRAY -> items(schema.getElementType(), false, depth + 1);
            case MAP -> items(schema.getValueType(), true, depth + 1);
        }
    }

    private void items(Schema schema, boolean named, int depth) {
        for (long count = number(); count != 0; count = number()) {
            if (count < 0) {
                // The size of the block, for whoever skips it unseen.
                number();
            }
            for (long rest = Math.abs(count); rest != 0; rest--) {
                int before = at;
                if (named) {
                    skip(number());
                }
                value(schema, depth);
                if (at == before) {
                    throw new AvroRuntimeException("items that take no bytes");
                }
            }
        }
    }

    private int index(int size) {
        long index = number();
        if (index < 0 || index >= size) {
            throw new AvroRuntimeException("choice " + index + " of " + size);
        }
        return (int) index;
    }

    private void skip(long length) {
        if (length < 0 || length > bytes.length - at) {
            throw new AvroRuntimeException(
                    "a length of " + length + " where " + (bytes.length - at) + " bytes are left");
        }
        at += (int) length;
    }

    private long number() {
        long value = 0;
        for (int i = 0; i < LONGEST_NUMBER && at < bytes.length; i++) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7F) << (7 * i);
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new AvroRuntimeException("a number without an end");
    }
}
