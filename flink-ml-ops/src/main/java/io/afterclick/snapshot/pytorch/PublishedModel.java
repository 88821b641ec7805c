package io.afterclick.snapshot.pytorch;

import static io.afterclick.snapshot.pytorch.Layer.dice;
import static io.afterclick.snapshot.pytorch.Layer.linear;
import static io.afterclick.snapshot.pytorch.Layer.norm;
import static io.afterclick.snapshot.pytorch.Layer.tables;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The published models, layer by layer: what the authors' modules call it, and what we do. */
public enum PublishedModel {
    /** Both towers and the three embedding sets; TESLA, WWW 2026. */
    TESLA(
            tables("embeddings", "cvr.embedding"),
            linear("fc1", "cvr.linear1"),
            norm("ln1", "cvr.norm1"),
            linear("fc2", "cvr.linear2"),
            norm("ln2", "cvr.norm2"),
            linear("fc3", "cvr.linear3"),
            norm("ln3", "cvr.norm3"),
            linear("fc4", "cvr.linear4"),
            tables("net_embeddings", "rfr.embedding"),
            linear("net_fc1", "rfr.linear1"),
            norm("net_ln1", "rfr.norm1"),
            linear("net_fc2", "rfr.linear2"),
            norm("net_ln2", "rfr.norm2"),
            linear("net_fc3", "rfr.linear3"),
            norm("net_ln3", "rfr.norm3"),
            linear("fc4_net", "rfr.linear4"),
            tables("shared_embeddings", "shared.embedding")),

    /** TESLA's delay model of conversions; outputs: in the window, true negative. */
    CONVERSION_DELAY(delay("delay.conversion.")),

    /** TESLA's delay model of refunds; outputs as above. */
    REFUND_DELAY(delay("delay.refund.")),

    /** READER's predictor: a trunk, and a tower each for single purchases and repurchases; READER, WWW 2026. */
    READER(
            tables("shared_bottom.embeddings", "embedding"),
            linear("shared_bottom.fc1", "trunk.linear1"),
            dice("shared_bottom.dice1", "trunk.dice1"),
            linear("shared_bottom.fc2", "trunk.linear2"),
            dice("shared_bottom.dice2", "trunk.dice2"),
            linear("tower1.fc1", "single.linear1"),
            dice("tower1.dice1", "single.dice1"),
            linear("tower1.fc2", "single.linear2"),
            dice("tower1.dice2", "single.dice2"),
            linear("tower1.fc3", "single.linear3"),
            dice("tower1.dice3", "single.dice3"),
            linear("tower1.out", "single.linear4"),
            linear("tower2.fc1", "repurchase.linear1"),
            dice("tower2.dice1", "repurchase.dice1"),
            linear("tower2.fc2", "repurchase.linear2"),
            dice("tower2.dice2", "repurchase.dice2"),
            linear("tower2.fc3", "repurchase.linear3"),
            dice("tower2.dice3", "repurchase.dice3"),
            linear("tower2.out", "repurchase.linear4")),

    /** READER's router; its published layers are not numbered without gaps. */
    ROUTER(
            tables("embeddings", "router.embedding"),
            linear("fc1", "router.linear1"),
            dice("dice3", "router.dice1"),
            linear("fc4", "router.linear2"),
            dice("dice4", "router.dice2"),
            linear("fc5", "router.linear3"),
            dice("dice5", "router.dice3"),
            linear("fc6", "router.linear4")),

    /** READER's calibrator; the last layer takes Δt and the number of purchases besides. */
    CALIBRATOR(
            tables("embeddings", "calibrator.embedding"),
            linear("fc1", "calibrator.linear1"),
            dice("dice1", "calibrator.dice1"),
            linear("fc2", "calibrator.linear2"),
            dice("dice2", "calibrator.dice2"),
            linear("fc3", "calibrator.linear3"),
            dice("dice3", "calibrator.dice3"),
            linear("fc4", "calibrator.linear4"),
            dice("dice4", "calibrator.dice4"),
            linear("fc5", "calibrator.linear5"));

    /** Layers that no output depends on, and counters that no update reads. */
    private static final Pattern IGNORED = Pattern.compile("refund_adapter\\..*|.*\\.num_batches_tracked");

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records of strings
    private final List<Layer> layers;

    PublishedModel(Layer... layers) {
        this.layers = List.of(layers);
    }

    /** Our name of each of their tensors, in the order of the layers. */
    public Map<String, String> names(List<String> fields) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Layer layer : layers) {
            for (Layer.Pair pair : layer.tensors(fields)) {
                names.put(pair.theirs(), pair.ours());
            }
        }
        return names;
    }

    /** Our names of its embedding tables. */
    public Set<String> tableNames(List<String> fields) {
        Set<String> names = new LinkedHashSet<>();
        for (Layer layer : layers) {
            if (layer.kind() == Layer.Kind.TABLES) {
                layer.tensors(fields).forEach(pair -> names.add(pair.ours()));
            }
        }
        return names;
    }

    /** Whether a tensor of theirs is dead weight. */
    static boolean ignores(String theirs) {
        return IGNORED.matcher(theirs).matches();
    }

    private static Layer[] delay(String ours) {
        return new Layer[] {
            tables("embeddings", ours + "embedding"),
            linear("fc1", ours + "linear1"),
            norm("ln1", ours + "norm1"),
            linear("fc2", ours + "linear2"),
            norm("ln2", ours + "norm2"),
            linear("fc3", ours + "linear3"),
            norm("ln3", ours + "norm3"),
            linear("fc4", ours + "linear4")
        };
    }
}
