package dev.towpath.standalone;

import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.servers.Folders;
import dev.towpath.standalone.demo.Demo;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;

/** {@code ./towpath demo}: a standalone for the length of one rollout, on free ports and in a temporary folder. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Shows a whole rollout under the traffic of two services. Exit 0 only if all is right.")
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, SQLException, UnreadableMessage {
        Path folder = Folders.temporary("towpath-demo-");
        Endpoints endpoints = Endpoints.free();
        RunningStandalone standalone = RunningStandalone.prepare(Settings.demo(folder, endpoints), News::say);
        AtomicBoolean failed = new AtomicBoolean();
        EndOnSignal.of(standalone, folder, failed::get);
        boolean good = false;
        try {
            standalone.start();
            good = new Demo(endpoints.bootstrap(), standalone.shop()).play();
        } finally {
            failed.set(!good);
        }
        News.say(good ? "all is right" : "something is wrong");
        return good ? 0 : 1;
    }
}
