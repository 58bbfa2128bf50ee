package dev.towpath.cli.revisions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a folder would hold once it is merged with another branch, told file by file from where the two parted: a file that
 * one side alone has changed, added or deleted is as on that side. Where both changed a file it is as in the folder; git
 * itself will ask about that one.
 */
final class Merged {
    private final Git git;
    private final NavigableMap<String, byte[]> here;
    private final NavigableMap<String, String> base;
    private final Map<String, String> fork;

    private Merged(Git git, NavigableMap<String, byte[]> here, String commit) {
        this.git = git;
        this.here = here;
        this.base = git.files(commit);
        this.fork = git.forkPoint(commit).map(git::files).orElseGet(TreeMap::new);
    }

    static List<FoundFile> of(Path folder, String ref) {
        Git git = new Git(folder);
        return new Merged(git, RolloutFolder.read(folder), git.commit(ref)).files(ref);
    }

    private List<FoundFile> files(String ref) {
        List<FoundFile> files = new ArrayList<>();
        base.forEach((path, id) -> {
            if (here.containsKey(path) ? isOnlyChangedThere(path) : !fork.containsKey(path)) {
                files.add(new FoundFile(path, " in " + ref, git.content(id)));
            }
        });
        here.forEach((path, content) -> {
            boolean theirs = base.containsKey(path) ? isOnlyChangedThere(path) : isUntouchedHere(path);
            if (!theirs) {
                files.add(new FoundFile(path, "", content));
            }
        });
        return files;
    }

    private boolean isOnlyChangedThere(String path) {
        return !base.getOrDefault(path, "").equals(fork.getOrDefault(path, "")) && isUntouchedHere(path);
    }

    private boolean isUntouchedHere(String path) {
        String then = fork.get(path);
        return then != null && Arrays.equals(git.content(then), here.get(path));
    }
}
