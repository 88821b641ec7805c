package io.afterclick.job.kafka;

import io.afterclick.intake.LateGate;
import io.afterclick.intake.Parsed;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Watermarks of one partition: up to them every record that may still come in time has come. Only valid records move them. */
final class PartitionWatermarks implements WatermarkGenerator<Parsed> {

    private final LateGate gate;

    /** @param outOfOrderness allowed disorder in milliseconds */
    PartitionWatermarks(long outOfOrderness) {
        this.gate = new LateGate(outOfOrderness, LateGate.NOTHING_YET);
    }

    @Override
    public void onEvent(Parsed parsed, long timestamp, WatermarkOutput output) {
        if (!parsed.arrivals().isEmpty()) {
            gate.admit(parsed.arrivals().get(0).event().time());
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        if (gate.watermark() != Long.MIN_VALUE) {
            output.emitWatermark(new Watermark(gate.watermark()));
        }
    }
}
