package io.afterclick.npz;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.afterclick.snapshot.ElementType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs a golden case so that it is small enough to be kept here: arrays that are draws of a generator whose seed is known are
 * replaced by seed and place in the manifest (checked bit by bit), the others are compressed again. Nothing is lost.
 *
 * <p>Usage: {@code RepackGolden FROM TO CASE SEED}; {@code FROM} holds {@code CASE.npz} and {@code CASE.manifest.json}.
 */
final class RepackGolden {

    private static final LocalDateTime ZIP_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final int SMALLEST = 4096;
    private static final int DRAWS = 1 << 21;

    private final int seed;
    private final int[] draws = new int[DRAWS];

    private RepackGolden(int seed) {
        this.seed = seed;
        MersenneTwister generator = new MersenneTwister(seed);
        Arrays.setAll(draws, i -> generator.next());
    }

    public static void main(String[] args) throws IOException {
        new RepackGolden(Integer.parseInt(args[3])).repack(Path.of(args[0]), Path.of(args[1]), args[2]);
    }

    private void repack(Path from, Path to, String name) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode manifest = (ObjectNode) json.readTree(Files.readAllBytes(from.resolve(name + ".manifest.json")));
        try (InputStream in = Files.newInputStream(from.resolve(name + ".npz"));
                OutputStream out = Files.newOutputStream(to.resolve(name + ".npz"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            Npz npz = Npz.read(in);
            for (String array : npz.names()) {
                int skip = array.endsWith(".weight") ? find(npz.array(array)) : -1;
                if (skip >= 0) {
                    ((ObjectNode) manifest.get(array))
                            .putObject("drawn")
                            .put("seed", seed)
                            .put("skip", skip);
                    continue;
                }
                ZipEntry entry = new ZipEntry(array + ".npy");
                entry.setTimeLocal(ZIP_TIME);
                zip.putNextEntry(entry);
                zip.write(npz.npy(array));
            }
        }
        json.writeValue(to.resolve(name + ".manifest.json").toFile(), manifest);
    }

    /** After how many draws an array begins, or -1. */
    private int find(NpyArray array) {
        if (array.type() != ElementType.F32 || array.shape().size() != 2) {
            return -1;
        }
        float[] values = array.floats();
        long fanIn = array.shape().get(1);
        for (int skip = 0; values.length >= SMALLEST && skip <= DRAWS - values.length; skip++) {
            if (matches(values, fanIn, skip)) {
                return skip;
            }
        }
        return -1;
    }

    private boolean matches(float[] values, long fanIn, int skip) {
        for (int i = 0; i < values.length; i++) {
            float drawn = DrawnWeight.value(draws[skip + i], fanIn);
            if (Float.floatToRawIntBits(drawn) != Float.floatToRawIntBits(values[i])) {
                return false;
            }
        }
        return true;
    }
}
