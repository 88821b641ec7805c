package io.afterclick.model;

import io.afterclick.snapshot.TensorSource;
import io.afterclick.snapshot.TensorSpec;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** Those tensors of a source that somebody asks for. */
record SomeTensors(TensorSource source, Predicate<String> wanted) implements TensorSource {

    @Override
    public List<TensorSpec> specs() {
        return source.specs().stream().filter(spec -> wanted.test(spec.name())).toList();
    }

    @Override
    public String location() {
        return source.location();
    }

    @Override
    public void read(String name, long first, float[] target, int offset, int count) throws IOException {
        source.read(name, first, target, offset, count);
    }
}
