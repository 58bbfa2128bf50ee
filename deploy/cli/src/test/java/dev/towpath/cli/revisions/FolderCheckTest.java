package dev.towpath.cli.revisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.towpath.cli.server.CallEnded;
import dev.towpath.contracts.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCheckTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_line_with_branches_that_are_merged_is_right_and_says_where_the_server_asks() throws Exception {
        write("1.yaml", "base", "");
        write("2.yaml", "left", "down_revision: base");
        write("deep/3.yml", "right", "down_revision: base");
        write("4.yaml", "merge", "down_revision: [left, right]");

        FolderCheck check = check();

        assertThat(check.findings()).isEmpty();
        assertThat(check.unreadable()).isEmpty();
        assertThat(check.notes())
                .containsExactly("deep/3.yml: new_head: right is a head beside left until they are merged; the server"
                        + " takes it only with new_head: true");
        assertThat(check.summaries()).containsExactly("shop: 4 revisions, head merge");
    }

    @Test
    void two_heads_are_named_with_their_files_unless_one_is_meant() throws Exception {
        write("1.yaml", "base", "");
        write("2.yaml", "left", "down_revision: base");
        write("3.yaml", "right", "down_revision: base");
        assertThat(check().findings())
                .singleElement()
                .asString()
                .startsWith("3.yaml: down_revision: 2 heads: left (2.yaml), right (3.yaml). ");

        write("3.yaml", "right", "down_revision: base\nnew_head: true");
        write("4.yaml", "right2", "down_revision: right");
        assertThat(check().findings()).isEmpty();
    }

    @Test
    void what_the_server_would_refuse_is_named_with_file_and_key() throws Exception {
        write("1.yaml", "base", "branch_labels: core");
        write("2.yaml", "next", "down_revision: gone");
        write("3.yaml", "last", "down_revision: next\ndepends_on: lost\nbranch_labels: core");
        write("4.yaml", "base", "");

        assertThat(check().findings())
                .contains(
                        "4.yaml: revision: base is the revision of 1.yaml, too",
                        "2.yaml: down_revision: gone is neither in these files nor named by --known",
                        "3.yaml: depends_on: lost is neither in these files nor named by --known");
        assertThat(FolderCheck.of(folder, Set.of(new Revision("gone"), new Revision("lost")))
                        .findings())
                .contains("3.yaml: branch_labels: core is taken by base (1.yaml)")
                .noneMatch(finding -> finding.contains("gone"));
    }

    @Test
    void a_dependency_may_name_a_label() throws Exception {
        write("1.yaml", "base", "branch_labels: core");
        write("2.yaml", "next", "down_revision: base\ndepends_on: core");

        assertThat(check().findings()).isEmpty();
    }

    @Test
    void a_cycle_is_shown_from_its_first_file() throws Exception {
        write("1.yaml", "a", "down_revision: c");
        write("2.yaml", "b", "down_revision: a");
        write("3.yaml", "c", "down_revision: b");

        assertThat(check().findings())
                .containsExactly("1.yaml: down_revision: comes before itself: a, then b, then c, then a again");
    }

    @Test
    void a_file_that_can_not_be_read_says_where() throws Exception {
        write("1.yaml", "base", "");
        Files.writeString(folder.resolve("2.yaml"), "revision: x\nrevision: y\n");
        Files.writeString(folder.resolve("notes.txt"), "no rollout file");
        Files.createDirectories(folder.resolve(".hidden"));
        Files.writeString(folder.resolve(".hidden/3.yaml"), "no rollout file");

        assertThat(check().unreadable())
                .singleElement()
                .asString()
                .startsWith("2.yaml: UnreadableMessage: ")
                .contains("line 2");
        assertThat(check().findings()).isEmpty();
    }

    @Test
    void two_branches_that_follow_one_revision_make_two_heads_when_merged() throws Exception {
        git("init", "-q", "-b", "main");
        write("1.yaml", "base", "");
        commit();
        git("checkout", "-q", "-b", "feature");
        git("checkout", "-q", "main");
        write("2.yaml", "theirs", "down_revision: base");
        commit();
        git("checkout", "-q", "feature");
        write("3.yaml", "ours", "down_revision: base");

        assertThat(check().findings()).isEmpty();
        assertThat(FolderCheck.mergedWith("main", folder, Set.of()).findings())
                .singleElement()
                .asString()
                .contains("2 heads: theirs (2.yaml in main), ours (3.yaml)");

        write("3.yaml", "ours", "down_revision: theirs");
        assertThat(FolderCheck.mergedWith("main", folder, Set.of()).findings()).isEmpty();
    }

    @Test
    void a_merge_takes_each_file_from_the_side_that_changed_it() throws Exception {
        git("init", "-q", "-b", "main");
        write("1.yaml", "base", "");
        write("2.yaml", "old", "down_revision: base");
        write("3.yaml", "moved", "down_revision: old");
        commit();
        git("checkout", "-q", "-b", "feature");
        Files.move(folder.resolve("3.yaml"), folder.resolve("4.yaml"));
        git("add", "-A");
        commit();
        git("checkout", "-q", "main");
        write("2.yaml", "renamed", "down_revision: base");
        write("3.yaml", "moved", "down_revision: old");
        commit();
        git("checkout", "-q", "feature");

        assertThat(FolderCheck.mergedWith("main", folder, Set.of()).findings())
                .containsExactly("4.yaml: down_revision: old is neither in these files nor named by --known");
    }

    @Test
    void a_base_that_git_does_not_know_ends_the_call() throws Exception {
        assertThatExceptionOfType(CallEnded.class).isThrownBy(() -> FolderCheck.mergedWith("main", folder, Set.of()));
        git("init", "-q", "-b", "main");
        assertThatExceptionOfType(CallEnded.class)
                .isThrownBy(() -> FolderCheck.mergedWith("--help", folder, Set.of()))
                .withMessageContaining("--base --help");
    }

    private FolderCheck check() {
        return FolderCheck.of(folder, Set.of());
    }

    private void write(String file, String revision, String keys) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(
                path,
                "revision: " + revision + "\ndatabase: shop\nchanges:\n  - rename_column: {table: t, from: a, to: b}\n"
                        + keys + "\n");
    }

    private void commit() throws Exception {
        git("add", "-A");
        git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "--no-gpg-sign", "-m", "files");
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
    }
}
