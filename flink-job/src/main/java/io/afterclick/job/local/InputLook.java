package io.afterclick.job.local;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * Sees how much of its input a job has read.
 *
 * @param totalBytes of the input, as stored; 0 if it does not end
 */
public record InputLook(long totalBytes) implements Look {

    private static final String BYTES_READ = ".fileBytesRead";
    private static final String RECORDS_OUT = ".numRecordsOut";

    @Override
    public Seen look(JobGauges gauges, double seconds) throws IOException, InterruptedException {
        Map<String, Double> read = gauges.sums(name -> name.startsWith("Source_"));
        double bytes = 0;
        double records = 0;
        for (Map.Entry<String, Double> each : read.entrySet()) {
            String name = each.getKey();
            if (name.endsWith(BYTES_READ)) {
                bytes += each.getValue();
                String source = name.substring(0, name.length() - BYTES_READ.length());
                records += read.getOrDefault(source + RECORDS_OUT, 0.0);
            }
        }
        String text = String.format(Locale.ROOT, "%,.0f records read, %,.0f/s", records, records / seconds);
        return new Seen(totalBytes == 0 ? Double.NaN : Math.min(1, bytes / totalBytes), text);
    }
}
