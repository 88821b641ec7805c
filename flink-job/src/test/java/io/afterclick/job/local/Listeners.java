package io.afterclick.job.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where this process listens, as the kernel has it. */
final class Listeners {

    private static final Path SOCKETS = Path.of("/proc/self/fd");
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final String LISTENING = "0A";

    private Listeners() {}

    static boolean canBeSeen() {
        return Files.isReadable(Path.of("/proc/self/net/tcp")) && Files.isDirectory(SOCKETS);
    }

    /** Local addresses by the number of their socket, such as {@code 0100007F:1F90}: bytes of the address turned around. */
    static Map<String, String> now() throws IOException {
        Set<String> own = new TreeSet<>();
        try (Stream<Path> open = Files.list(SOCKETS)) {
            for (Path each : open.toList()) {
                Matcher socket = SOCKET.matcher(target(each));
                if (socket.matches()) {
                    own.add(socket.group(1));
                }
            }
        }
        Map<String, String> listeners = new TreeMap<>();
        for (String protocol : new String[] {"tcp", "tcp6"}) {
            Path table = Path.of("/proc/self/net", protocol);
            if (Files.exists(table)) {
                for (String line : Files.readAllLines(table)) {
                    String[] columns = line.strip().split("\\s+");
                    if (columns[3].equals(LISTENING) && own.contains(columns[9])) {
                        listeners.put(columns[9], columns[1]);
                    }
                }
            }
        }
        return listeners;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // Closed meanwhile.
            return "";
        }
    }

    /** Whether only this machine reaches an address. */
    static boolean isLoopback(String address) {
        String host = address.substring(0, address.indexOf(':'));
        boolean four = host.length() == 8 && host.endsWith("7F");
        boolean six = host.equals("0".repeat(24) + "01000000");
        boolean fourInSix = host.startsWith("0".repeat(16) + "FFFF0000") && host.endsWith("7F");
        return four || six || fourInSix;
    }
}
