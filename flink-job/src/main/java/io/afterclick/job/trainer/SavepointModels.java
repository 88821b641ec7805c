package io.afterclick.job.trainer;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/** What the variants in a savepoint or a retained checkpoint were made by: seen before a job is submitted that would restore it. */
public final class SavepointModels {

    private final String savepoint;
    private final int maxParallelism;
    private final List<Map<String, String>> models;

    private SavepointModels(String savepoint, int maxParallelism, List<Map<String, String>> models) {
        this.savepoint = savepoint;
        this.maxParallelism = maxParallelism;
        this.models = models;
    }

    /**
     * Reads the savepoint's metadata and nothing of its keyed state.
     *
     * @param savepoint path of its folder or of its metadata
     * @param trainer uid of the trainer
     * @throws IllegalArgumentException if there is none, or no trainer in it
     */
    public static SavepointModels read(String savepoint, String trainer) {
        CheckpointMetadata metadata = metadata(savepoint);
        for (OperatorState operator : metadata.getOperatorStates()) {
            if (operator.getOperatorUid().filter(trainer::equals).isPresent()) {
                return new SavepointModels(savepoint, operator.getMaxParallelism(), models(savepoint, operator));
            }
        }
        throw new IllegalArgumentException(
                "savepoint " + savepoint + ": expected one of a training job, found no operator " + trainer);
    }

    private static CheckpointMetadata metadata(String savepoint) {
        try {
            StreamStateHandle handle = AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(savepoint)
                    .getMetadataHandle();
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(handle.openInputStream()))) {
                return Checkpoints.loadCheckpointMetadata(in, SavepointModels.class.getClassLoader(), savepoint);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "savepoint " + savepoint + ": expected the folder of a savepoint, found " + e.getMessage(), e);
        }
    }

    private static List<Map<String, String>> models(String savepoint, OperatorState operator) {
        Collection<OperatorStateHandle> handles = new ArrayList<>();
        for (OperatorSubtaskState subtask : operator.getStates()) {
            handles.addAll(subtask.getManagedOperatorState());
        }
        try (CloseableRegistry closing = new CloseableRegistry();
                OperatorStateBackend state = new DefaultOperatorStateBackendBuilder(
                                SavepointModels.class.getClassLoader(), new ExecutionConfig(), false, handles, closing)
                        .build()) {
            List<Map<String, String>> models = new ArrayList<>();
            state.getListState(TrainerState.MODELS).get().forEach(models::add);
            return models;
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "savepoint " + savepoint + ": expected one whose files can be read, found " + e.getMessage(), e);
        }
    }

    /**
     * Compares with the variants of a job; those that only one of both has are no difference.
     *
     * @throws IllegalArgumentException naming the first part that differs
     */
    public void requireSame(TrainerSettings settings, int found) {
        if (found != maxParallelism) {
            throw new IllegalArgumentException("savepoint " + savepoint + ": expected maximum parallelism "
                    + maxParallelism + " as in its state, found " + found);
        }
        Map<String, Map<String, String>> known = new HashMap<>();
        for (Map<String, String> model : models) {
            Map<String, String> parts = new HashMap<>(model);
            known.put(String.valueOf(parts.remove(TrainerState.VARIANT)), parts);
        }
        for (VariantPlan plan : settings.variants()) {
            Map<String, String> before = known.get(plan.name());
            String difference = before == null ? null : identity(plan, settings).difference(before);
            if (difference != null) {
                throw new IllegalArgumentException("savepoint " + savepoint + ": " + difference);
            }
        }
    }

    private static ModelIdentity identity(VariantPlan plan, TrainerSettings settings) {
        try {
            return new ModelIdentity(plan, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
