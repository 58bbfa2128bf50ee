package dev.towpath.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL runs. It refuses to run with root's rights, so root puts them down first: in a user namespace of its
 * own where the kernel allows one (files stay root's, any folder will do), else as an unprivileged user, who must then be
 * given the data folder and be able to reach it.
 */
sealed interface ServerUser {
    /** What stands before a command so that it runs as this user, in the same process. */
    List<String> prefix();

    /** Gives {@code folder} to this user, and the way through its parent. Throws {@link ServerNotStarted} if the user can't reach it. */
    void adopt(Path folder);

    /** Where binaries may be kept so that this user can run them. */
    Path cache();

    /** The way that works on this machine. */
    static ServerUser current() {
        if (new com.sun.security.auth.module.UnixSystem().getUid() != 0) {
            return new Self();
        }
        if (Commands.run(List.of("unshare", "--user", "true")).exit() == 0) {
            return new Namespace();
        }
        return Stream.of("postgres", "nobody")
                .flatMap(name -> Unprivileged.named(name).stream())
                .findFirst()
                .orElseThrow(() -> new ServerNotStarted("PostgreSQL refuses to run as root, and here root can neither"
                        + " make a user namespace (unshare) nor change to the user postgres or nobody (setpriv):"
                        + " start as another user"));
    }

    /** Runs {@code command} as this user to its end. */
    default Commands.Result run(List<String> command) {
        return Commands.run(prefixed(command));
    }

    /** {@code command} with the prefix. */
    default List<String> prefixed(List<String> command) {
        List<String> whole = new ArrayList<>(prefix());
        whole.addAll(command);
        return whole;
    }

    /** The caller, who is not root. */
    record Self() implements ServerUser {
        @Override
        public List<String> prefix() {
            return List.of();
        }

        @Override
        public void adopt(Path folder) {}

        @Override
        public Path cache() {
            return homeCache();
        }
    }

    /** Root in a user namespace where it is nobody special, yet still the owner of its files. */
    record Namespace() implements ServerUser {
        @Override
        public List<String> prefix() {
            return List.of("unshare", "--user");
        }

        @Override
        public void adopt(Path folder) {}

        @Override
        public Path cache() {
            return homeCache();
        }
    }

    /** Another user of this machine. */
    record Unprivileged(String name, String group) implements ServerUser {
        static Optional<Unprivileged> named(String name) {
            Commands.Result group = Commands.run(List.of("id", "-g", name));
            Unprivileged user = new Unprivileged(name, group.output().strip());
            boolean works = group.exit() == 0 && user.run(List.of("true")).exit() == 0;
            return works ? Optional.of(user) : Optional.empty();
        }

        @Override
        public List<String> prefix() {
            return List.of("setpriv", "--reuid=" + name, "--regid=" + group, "--clear-groups");
        }

        @Override
        public void adopt(Path folder) {
            Commands.run(List.of("chown", "-R", name, folder.toString()));
            Commands.run(List.of("chmod", "o+x", String.valueOf(folder.getParent())));
            if (run(List.of("test", "-w", folder.toString())).exit() != 0) {
                throw new ServerNotStarted("PostgreSQL runs as user " + name + ", who can't reach " + folder
                        + ": choose a folder whose parents everybody may enter");
            }
        }

        @Override
        public Path cache() {
            return Path.of("/var/tmp");
        }
    }

    private static Path homeCache() {
        String chosen = System.getenv("XDG_CACHE_HOME");
        return chosen == null || chosen.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(chosen);
    }
}
