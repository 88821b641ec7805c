package io.afterclick.job.output;

import java.io.Serializable;
import org.apache.avro.specific.SpecificRecord;

/** Turns a stream's element into its published record. */
public interface RecordMapper<T, R extends SpecificRecord> extends Serializable {

    R map(T element);
}
