package io.afterclick.job.publish;

import io.afterclick.snapshot.Manifest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * How the folders of published models are called: {@code tesla-000012}, by variant and epoch, so that a variant's sort by age.
 * Characters of a variant's name that a file name had better not hold are written as in URLs.
 */
final class EpochFolders {

    private static final Pattern EPOCH = Pattern.compile("-(\\d{6,18})");
    private static final String HIDDEN = ".";
    private static final String SPOOL = ".rows";

    private final Path folder;

    EpochFolders(String folder) {
        this.folder = Path.of(folder);
    }

    Path of(String variant, long epoch) {
        return folder.resolve(name(variant, epoch));
    }

    /** Where rows of a model wait while it is put together. */
    Path spool(String variant, long epoch) {
        return folder.resolve(HIDDEN + name(variant, epoch) + SPOOL);
    }

    private static String name(String variant, long epoch) {
        return encoded(variant) + String.format(Locale.ROOT, "-%06d", epoch);
    }

    private static String encoded(String variant) {
        return URLEncoder.encode(variant, StandardCharsets.UTF_8).replace("*", "%2A");
    }

    /** Removes what attempts that failed have left of a variant's models before this epoch: all that is no complete model. */
    void clean(String variant, long before) throws IOException {
        List<Path> left = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.toList()) {
                String name = String.valueOf(each.getFileName());
                boolean spool = name.startsWith(HIDDEN) && name.endsWith(SPOOL);
                String model = spool ? name.substring(HIDDEN.length(), name.length() - SPOOL.length()) : name;
                if (isBefore(variant, before, model) && (spool || !isComplete(each))) {
                    left.add(each);
                }
            }
        }
        for (Path each : left) {
            FileUtils.deleteFileOrDirectory(each.toFile());
        }
    }

    private static boolean isBefore(String variant, long before, String name) {
        String prefix = encoded(variant);
        if (!name.startsWith(prefix)) {
            return false;
        }
        Matcher epoch = EPOCH.matcher(name.substring(prefix.length()));
        return epoch.matches() && Long.parseLong(epoch.group(1)) < before;
    }

    private static boolean isComplete(Path model) {
        return Files.exists(model.resolve(Manifest.FILE));
    }
}
