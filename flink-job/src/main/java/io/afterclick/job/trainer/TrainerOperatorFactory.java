package io.afterclick.job.trainer;

import io.afterclick.job.record.Predicted;
import io.afterclick.job.record.Routed;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes trainers, which need the mailbox of their task. */
public final class TrainerOperatorFactory extends AbstractStreamOperatorFactory<Predicted>
        implements OneInputStreamOperatorFactory<Routed, Predicted> {

    private static final long serialVersionUID = 1;

    private final TrainerSettings settings;

    public TrainerOperatorFactory(TrainerSettings settings) {
        this.settings = settings;
    }

    @Override
    @SuppressWarnings("unchecked") // what Flink asks of a factory
    public <T extends StreamOperator<Predicted>> T createStreamOperator(
            StreamOperatorParameters<Predicted> parameters) {
        return (T) new TrainerOperator(parameters, settings);
    }

    @Override
    @SuppressWarnings("rawtypes") // what Flink asks of a factory
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return TrainerOperator.class;
    }
}
