package dev.towpath.cli.revisions;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Revision;
import dev.towpath.contracts.codec.RolloutFiles;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.revisions.RevisionNode;
import dev.towpath.contracts.spec.Lineage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the server would say to the rollout files of a folder.
 *
 * @param unreadable files that are none, or hold what no version or this one doesn't know
 * @param findings what is wrong with the graphs
 * @param notes what is right in the end only
 * @param summaries a line for each database
 */
public record FolderCheck(List<String> unreadable, List<String> findings, List<String> notes, List<String> summaries) {
    public FolderCheck {
        unreadable = List.copyOf(unreadable);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
        summaries = List.copyOf(summaries);
    }

    /** The files as they are. */
    public static FolderCheck of(Path folder, Set<Revision> known) {
        return of(
                RolloutFolder.read(folder).entrySet().stream()
                        .map(file -> new FoundFile(file.getKey(), "", file.getValue()))
                        .toList(),
                known);
    }

    /** The files as they would be after a merge with {@code ref}. */
    public static FolderCheck mergedWith(String ref, Path folder, Set<Revision> known) {
        return of(Merged.of(folder, ref), known);
    }

    private static FolderCheck of(List<FoundFile> files, Set<Revision> known) {
        List<String> unreadable = new ArrayList<>();
        Map<DatabaseId, List<PlacedFile>> databases = new TreeMap<>(Comparator.comparing(DatabaseId::value));
        RolloutFiles reader = new RolloutFiles();
        for (FoundFile file : files) {
            try {
                PlacedFile placed = PlacedFile.of(file, file.read(reader));
                databases
                        .computeIfAbsent(placed.database(), first -> new ArrayList<>())
                        .add(placed);
            } catch (UnreadableMessage e) {
                unreadable.add(file + ": " + e.rule() + ": " + e.detail());
            }
        }
        List<String> findings = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> summaries = new ArrayList<>();
        databases.forEach((database, placed) -> {
            DatabaseCheck check = DatabaseCheck.of(placed, named(known, placed));
            check.findings().stream().map(Finding::toString).forEach(findings::add);
            check.notes().stream().map(Finding::toString).forEach(notes::add);
            summaries.add(summary(database, placed, check));
        });
        return new FolderCheck(unreadable, findings, notes, summaries);
    }

    /** Those of {@code known} that a file of this database names; the others are another database's. */
    private static List<RevisionNode> named(Set<Revision> known, List<PlacedFile> placed) {
        return placed.stream()
                .flatMap(file -> file.node().predecessors().stream())
                .filter(known::contains)
                .distinct()
                .map(revision -> new RevisionNode(revision, Lineage.ROOT))
                .toList();
    }

    private static String summary(DatabaseId database, List<PlacedFile> placed, DatabaseCheck check) {
        List<Revision> heads = check.graph().heads();
        return database + ": " + placed.size() + (placed.size() == 1 ? " revision, " : " revisions, ")
                + (heads.size() == 1 ? "head " : "heads ")
                + (heads.isEmpty()
                        ? "none"
                        : heads.stream().map(Revision::toString).collect(Collectors.joining(", ")));
    }
}
