package io.afterclick.job.pretrain;

import io.afterclick.job.record.Routed;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the operators that pretrain, which need the mailbox of their task. */
public final class PretrainingOperatorFactory extends AbstractStreamOperatorFactory<String>
        implements OneInputStreamOperatorFactory<Routed, String> {

    private static final long serialVersionUID = 1;

    private final PretrainingSettings settings;

    public PretrainingOperatorFactory(PretrainingSettings settings) {
        this.settings = settings;
    }

    @Override
    @SuppressWarnings("unchecked") // what Flink asks of a factory
    public <T extends StreamOperator<String>> T createStreamOperator(StreamOperatorParameters<String> parameters) {
        return (T) new PretrainingOperator(parameters, settings);
    }

    @Override
    @SuppressWarnings("rawtypes") // what Flink asks of a factory
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return PretrainingOperator.class;
    }
}
