package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a script relies on in every command: exit codes, stdout and stderr. */
class CommandsTest {
    private static final String FILE = "revision: r1\ndatabase: shop\nchanges: []\n";

    @AutoClose
    private final Shell shell = new Shell();

    @TempDir
    private Path folder = Path.of("");

    private String file = "";

    @BeforeEach
    void write_a_file() throws IOException {
        file = Files.writeString(folder.resolve("r1.yaml"), FILE).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "400, UnknownField, 2",
        "413, TooLarge, 2",
        "404, UnknownRollout, 1",
        "409, RolloutAlreadyOpen, 1",
        "503, StoreUnavailable, 3",
        "504, AgentSilent, 3",
        "500, InternalError, 1"
    })
    void a_refusal_is_named_on_stderr(int status, String rule, int exitCode) {
        shell.server().on("POST /api/rollouts", status, "{\"rule\":\"" + rule + "\",\"detail\":\"so it is\"}");

        assertThat(shell.run("submit", file)).isEqualTo(exitCode);
        assertThat(shell.err()).contains(rule + ": so it is");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void json_is_the_body_of_the_answer() {
        shell.server()
                .on("POST /api/rollouts", 202, Answers.ACCEPTED)
                .on("GET /api/rollouts", 200, "[" + Answers.RUNNING + "]");

        assertThat(shell.run("submit", file, "--json")).isZero();
        assertThat(shell.run("list", "--json")).isZero();
        assertThat(shell.out()).isEqualTo(Answers.ACCEPTED + "\n[" + Answers.RUNNING + "]\n");
    }

    @Test
    void no_server_is_not_reached() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(shell.run("list", "--api", "http://127.0.0.1:" + free)).isEqualTo(3);
        assertThat(shell.err()).contains("no server reached at http://127.0.0.1:" + free);
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense",
        "submit",
        "submit no-such-file.yaml",
        "status not/an/id",
        "status --watch",
        "list --api nowhere",
        "submit R1 --wait=lunch",
        "submit R1 --timeout 1s",
        "submit R1 --wait --timeout soon",
        "submit R1 --reason gr\u00fcn",
        "plan R1 --url mysql://there/db"
    })
    void wrong_usage_is_two(String line) {
        assertThat(shell.run(line.replace("R1", file).split(" "))).isEqualTo(2);
        assertThat(shell.err()).isNotBlank();
    }
}
