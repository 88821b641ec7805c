package io.afterclick.model;

import io.afterclick.learn.ModelPart;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is written, read or digested together.
 *
 * @param kind what it is, such as {@code reader}; a folder of another kind is refused
 * @param parts in any order, names unique
 */
public record Model(String kind, List<ModelPart> parts) {

    public Model {
        parts = List.copyOf(parts);
        Set<String> names = new HashSet<>();
        for (ModelPart part : parts) {
            if (!names.add(part.name())) {
                throw new IllegalArgumentException("part " + part.name() + ": expected once, found twice");
            }
        }
    }

    /** Names of the parts, in the order of the alphabet. */
    List<String> partNames() {
        return parts.stream().map(ModelPart::name).sorted().toList();
    }
}
