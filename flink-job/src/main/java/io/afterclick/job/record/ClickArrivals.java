package io.afterclick.job.record;

import io.afterclick.event.Arrival;
import java.util.List;

/**
 * Events of one click that came in one record.
 *
 * @param clickId the key
 */
public record ClickArrivals(String clickId, List<Arrival> arrivals) {}
