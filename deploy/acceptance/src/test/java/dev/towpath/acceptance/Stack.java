package dev.towpath.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.towpath.servers.Ports;
import dev.towpath.servers.Sluice;
import dev.towpath.standalone.shop.ShopFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A running {@code up} on free ports and a folder of its own: the whole product as processes, to be killed by name.
 *
 * <p>Everything is stopped by {@link #close()}, which fails if {@code up} does not stop within 30 s.
 */
final class Stack implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready api=(\\S+) kafka=(\\S+) store=(\\S+) target=(\\S+)");
    private static final Pattern FURTHER = Pattern.compile("orchestrator-\\d+ will answer on (\\S+)");

    static final Path LAUNCHER = Path.of(System.getProperty("basedir", "."))
            .resolve("../../towpath")
            .toAbsolutePath()
            .normalize();

    private final Process up;
    private final Path data;
    private final Matcher ready;
    private final Sluices sluices;

    private Stack(Process up, Sluices sluices, Path data, Matcher ready) {
        this.up = up;
        this.sluices = sluices;
        this.data = data;
        this.ready = ready;
    }

    /** Starts {@code up} and returns when it says that it is ready. */
    static Stack start(Path data, String... options) throws IOException {
        return start(data, freePorts(), Sluices.none(), List.of(options));
    }

    /** Two orchestrators and two agents with a shop, and sluices between them and their servers. */
    static Stack startBehindSluices(Path data) throws IOException {
        List<Integer> ports = freePorts();
        Sluices sluices = Sluices.open(ports.get(1), ports.get(2), ports.get(3));
        List<String> options = new ArrayList<>(List.of("--shop", "--orchestrators", "2", "--agents", "2"));
        options.addAll(sluices.options());
        return start(data, ports, sluices, options);
    }

    private static Stack start(Path data, List<Integer> ports, Sluices sluices, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString(), "up", "--data", data.toString()));
        command.addAll(List.of(
                "--api-port",
                ports.get(0).toString(),
                "--kafka-port",
                ports.get(1).toString()));
        command.addAll(List.of(
                "--store-port",
                ports.get(2).toString(),
                "--target-port",
                ports.get(3).toString()));
        command.addAll(options);
        Files.createDirectories(data);
        Process up = new ProcessBuilder(command)
                .redirectError(data.resolve("up.err").toFile())
                .start();
        return new Stack(up, sluices, data, awaitReady(up, data));
    }

    private static List<Integer> freePorts() {
        return Stream.generate(Ports::free).limit(4).toList();
    }

    private static Matcher awaitReady(Process up, Path data) throws IOException {
        BufferedReader out = up.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher matcher = READY.matcher(line);
            if (matcher.matches()) {
                return matcher;
            }
        }
        throw new IllegalStateException("up ended before it was ready: " + Files.readString(data.resolve("up.err")));
    }

    String api() {
        return ready.group(1);
    }

    /** REST of every orchestrator, the first one first. */
    List<String> apis() throws IOException {
        List<String> apis = new ArrayList<>(List.of(api()));
        FURTHER.matcher(Files.readString(data.resolve("up.err"))).results().forEach(one -> apis.add(one.group(1)));
        return apis;
    }

    String kafka() {
        return ready.group(2);
    }

    /** The store, as a JDBC URL for its superuser. */
    String storeJdbc() {
        return superuserJdbc(ready.group(3));
    }

    /** The target, as a JDBC URL for its superuser. */
    String targetJdbc() {
        return superuserJdbc(ready.group(4));
    }

    /** The target, as a JDBC URL for the user that owns the tables. */
    String shopJdbc() {
        return targetJdbc().replace("user=postgres&password=postgres", "user=shop&password=shop");
    }

    private static String superuserJdbc(String url) {
        String place = url.substring(url.indexOf('@') + 1);
        return "jdbc:postgresql://" + place + "?user=postgres&password=postgres";
    }

    /** The files of the shop, if {@code --shop} was given. */
    ShopFolder shop() {
        return new ShopFolder(data.resolve("shop"));
    }

    /** The pid of {@code store}, {@code target}, {@code kafka}, {@code orchestrator-1}, {@code agent-1} or {@code shop-crm-1}. */
    long pid(String name) {
        try {
            return Long.parseLong(
                    Files.readString(data.resolve("run").resolve(name + ".pid")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of that name, if it runs now. */
    Optional<ProcessHandle> process(String name) {
        long pid = pid(name);
        return up.descendants().filter(process -> process.pid() == pid).findFirst();
    }

    /** What stands between {@code orchestrator-n} and the store, {@code agent-n} and the target, or all and {@code kafka}. */
    Sluice sluice(String process) {
        return sluices.of(process);
    }

    /** Kills a process as kill -9 does, and returns when it is gone. */
    void kill(String name) {
        ProcessHandle victim = ProcessHandle.of(pid(name)).orElseThrow();
        victim.destroyForcibly();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !isAtWork(victim));
    }

    /** Stops a process where it stands, as a machine does that is out of breath, until it is thawed. */
    void freeze(long pid) {
        signal("-STOP", pid);
    }

    void thaw(long pid) {
        signal("-CONT", pid);
    }

    /** Does {@code work} on the files of the store while neither it nor an orchestrator runs; everything else goes on. */
    void withoutStore(FilesOfStore work) throws IOException {
        freeze(up.pid());
        try {
            kill("orchestrator-1");
            ProcessHandle store = ProcessHandle.of(pid("store")).orElseThrow();
            signal("-INT", store.pid());
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !isAtWork(store));
            work.accept(data.resolve("store"));
        } finally {
            thaw(up.pid());
        }
    }

    /** Nobody reaps it while {@code up} is frozen. */
    private static boolean isAtWork(ProcessHandle process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "stat");
        return process.isAlive()
                && Files.exists(status)
                && !Files.readString(status).contains(") Z ");
    }

    /** What is done with a folder. */
    interface FilesOfStore {
        void accept(Path folder) throws IOException;
    }

    private static void signal(String signal, long pid) {
        try {
            int result = new ProcessBuilder("kill", signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (result != 0) {
                throw new IllegalStateException("kill " + signal + " " + pid + " ended with " + result);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        up.destroy();
        if (!up.waitFor(30, SECONDS)) {
            up.descendants().forEach(ProcessHandle::destroyForcibly);
            up.destroyForcibly();
            throw new AssertionError("up did not stop within 30 s of SIGTERM");
        }
        sluices.close();
    }
}
