package org.mingjian.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Under which operating-system user PostgreSQL runs. PostgreSQL refuses root, so as root its commands get a prefix that
 * gives root up: {@code setpriv}, else {@code runuser}, else a user namespace ({@code unshare -U}). As an ordinary user
 * the prefix is empty.
 *
 * @param prefix words to put before every PostgreSQL command
 */
record PostgresUser(List<String> prefix) {

    private static final int NOBODY = 65534;

    PostgresUser {
        prefix = List.copyOf(prefix);
    }

    /** Chooses a way that works for these folders; hands {@code own} to the chosen user. */
    static PostgresUser choose(Path own, Path programs) {
        if (!isRoot()) {
            return new PostgresUser(List.of());
        }
        try {
            // A folder that an ordinary user made earlier stays that user's.
            int owner = owner(own);
            int user = owner == 0 ? NOBODY : owner;
            for (PostgresUser candidate : candidates(user)) {
                boolean givesFilesAway = !candidate.prefix.contains("unshare");
                if (givesFilesAway && owner != user) {
                    changeOwner(own, user);
                } else if (!givesFilesAway && owner(own) != 0) {
                    changeOwner(own, 0);
                }
                if (candidate.canUse(own, programs)) {
                    return candidate;
                }
            }
        } catch (IOException e) {
            throw new StartRefused(
                    "Cannot hand the database folder " + own + " to an ordinary user (" + e.getMessage()
                            + "): start the platform as an ordinary user.",
                    e);
        }
        throw new StartRefused("PostgreSQL does not run as root, and no ordinary user can enter " + own
                + ": start the platform as an ordinary user, or use --data /var/lib/mingjian.");
    }

    List<String> command(List<String> words) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(words);
        return all;
    }

    /** Gives a file that this process wrote to the user that PostgreSQL runs as, who owns {@code own}. */
    static void handOver(Path file, Path own) throws IOException {
        if (isRoot()) {
            Files.setAttribute(file, "unix:uid", owner(own));
            Files.setAttribute(file, "unix:gid", Files.getAttribute(own, "unix:gid"));
        }
    }

    private static List<PostgresUser> candidates(int user) {
        String id = Integer.toString(user);
        return List.of(
                new PostgresUser(List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups")),
                new PostgresUser(List.of("runuser", "-u", nameOf(user), "--")),
                new PostgresUser(List.of("unshare", "-U")));
    }

    private boolean canUse(Path own, Path programs) {
        String probe = "test \"$(id -u)\" != 0 && test -w \"$1\" && test -x \"$2/bin/postgres\"";
        List<String> words = List.of("sh", "-c", probe, "probe", own.toString(), programs.toString());
        try {
            Process process = new ProcessBuilder(command(words))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void changeOwner(Path folder, int user) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", user, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static boolean isRoot() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("Uid:"))
                    .map(line -> line.split("\\s+"))
                    .anyMatch(fields -> fields[2].equals("0"));
        } catch (IOException noProc) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static String nameOf(int user) {
        try (Stream<String> lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.map(line -> line.split(":"))
                    .filter(fields -> fields.length > 2 && fields[2].equals(Integer.toString(user)))
                    .map(fields -> fields[0])
                    .findFirst()
                    .orElse("nobody");
        } catch (IOException e) {
            return "nobody";
        }
    }
}
