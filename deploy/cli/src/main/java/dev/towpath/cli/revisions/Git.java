package dev.towpath.cli.revisions;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what git has of one folder. Runs the program {@code git}, and changes nothing. */
final class Git {
    private final Path folder;

    Git(Path folder) {
        this.folder = folder;
    }

    /** The commit that {@code ref} names; ends the call if there is none, or no repository. */
    String commit(String ref) {
        return line("rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}")
                .orElseThrow(() -> new CallEnded(
                        ExitCode.USAGE,
                        "--base " + ref + ": git knows no such commit in " + folder
                                + "; name a branch, tag or commit that was fetched"));
    }

    /** Where the two histories part; empty if they have nothing in common, or it was not fetched. */
    Optional<String> forkPoint(String commit) {
        return line("merge-base", commit, "HEAD");
    }

    /** The rollout files of the folder in {@code commit}: the id of each content by its path in the folder. */
    NavigableMap<String, String> files(String commit) {
        NavigableMap<String, String> files = new TreeMap<>();
        byte[] listing = run("ls-tree", "-r", "-z", commit, "--", ".")
                .orElseThrow(() -> new CallEnded(ExitCode.USAGE, "git can't list " + folder + " at " + commit));
        for (String entry : new String(listing, StandardCharsets.UTF_8).split("\0", -1)) {
            int tab = entry.indexOf('\t');
            if (tab > 0 && entry.startsWith("100") && RolloutFolder.isRolloutFile(entry.substring(tab + 1))) {
                files.put(entry.substring(tab + 1), entry.substring(0, tab).split(" ", -1)[2]);
            }
        }
        return files;
    }

    byte[] content(String id) {
        return run("cat-file", "blob", id)
                .orElseThrow(() -> new CallEnded(ExitCode.USAGE, "git can't read " + id + " in " + folder));
    }

    private Optional<String> line(String... arguments) {
        return run(arguments).map(output -> new String(output, StandardCharsets.UTF_8).strip());
    }

    /** What it prints; empty if it fails. */
    private Optional<byte[]> run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            Process git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            byte[] output = git.getInputStream().readAllBytes();
            return git.waitFor() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException e) {
            throw new CallEnded(ExitCode.USAGE, "--base needs the program git, which can't be run here");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallEnded(ExitCode.USAGE, "interrupted");
        }
    }
}
