package io.afterclick.npz;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A NumPy .npz file: a zip of .npy files, all of it in memory. */
public final class Npz {

    private static final String SUFFIX = ".npy";

    private final Map<String, byte[]> files;

    private Npz(Map<String, byte[]> files) {
        this.files = files;
    }

    public static Npz read(InputStream in) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            if (!name.endsWith(SUFFIX)) {
                throw new IOException("Expected a zip of .npy files, found " + name);
            }
            files.put(name.substring(0, name.length() - SUFFIX.length()), zip.readAllBytes());
        }
        return new Npz(files);
    }

    /** Names of the arrays, in the order of the file. */
    public Set<String> names() {
        return files.keySet();
    }

    public NpyArray array(String name) throws IOException {
        return NpyArray.parse(name, npy(name));
    }

    byte[] npy(String name) throws IOException {
        byte[] npy = files.get(name);
        if (npy == null) {
            throw new IOException("Expected an array " + name + ", found none");
        }
        return npy;
    }
}
