package io.afterclick.job.trainer;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/** State of one key on the heap, which counts what is written. */
final class HeapMapState<K, V> implements MapState<K, V> {

    private final Map<K, V> entries;
    private long writes;

    HeapMapState() {
        this(new TreeMap<>(HeapMapState::compare));
    }

    private HeapMapState(Map<K, V> entries) {
        this.entries = entries;
    }

    private static int compare(Object a, Object b) {
        return String.valueOf(a).compareTo(String.valueOf(b));
    }

    /** What a snapshot would hold. */
    HeapMapState<K, V> copy() {
        HeapMapState<K, V> copy = new HeapMapState<>();
        copy.entries.putAll(entries);
        return copy;
    }

    /** Entries written so far. */
    long writes() {
        return writes;
    }

    @Override
    @SuppressWarnings("NullAway") // as Flink's own: null if there is none
    public @Nullable V get(K key) {
        return entries.get(key);
    }

    @Override
    public void put(K key, V value) {
        writes++;
        entries.put(key, value);
    }

    @Override
    public void putAll(Map<K, V> map) {
        map.forEach(this::put);
    }

    @Override
    public void remove(K key) {
        entries.remove(key);
    }

    @Override
    public boolean contains(K key) {
        return entries.containsKey(key);
    }

    @Override
    public Iterable<Map.Entry<K, V>> entries() {
        return entries.entrySet();
    }

    @Override
    public Iterable<K> keys() {
        return entries.keySet();
    }

    @Override
    public Iterable<V> values() {
        return entries.values();
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return entries.entrySet().iterator();
    }

    @Override
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public void clear() {
        entries.clear();
    }
}
