package dev.towpath.standalone.shop.instance;

import dev.towpath.contracts.ServiceVersion;
import dev.towpath.standalone.shop.Release;
import dev.towpath.standalone.shop.Seat;
import dev.towpath.standalone.shop.ShopFolder;
import dev.towpath.standalone.shop.ShopTables;
import dev.towpath.standalone.shop.report.MeasuredLines;
import dev.towpath.standalone.shop.report.WrittenNames;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One instance of {@code crm} or {@code billing}. It serves once it knows its phase, writes down every second what its
 * requests came to, and ends in order on SIGTERM, or when the process that deployed it is gone: requests first, then the
 * goodbye.
 */
public final class ShopInstance {
    private static final int WORKERS = 3;
    private static final int ORDERLY_SECONDS = 6;

    private final ShopFolder folder;
    private final Seat seat;
    private final ServiceVersion version;
    private final Tally tally;
    private final CurrentMapping mapping = new CurrentMapping(Mapping.FULL_NAME);
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Follower follower;
    private final ShopTables tables;

    private ShopInstance(Path folder, Seat seat, ServiceVersion version, int targetPort, int apiPort, String revision) {
        this.folder = new ShopFolder(folder);
        this.seat = seat;
        this.version = version;
        this.tables = new ShopTables(targetPort);
        this.tally = new Tally(version.toString());
        this.follower = new Follower(
                new Towpath(apiPort, seat, version.toString(), revision),
                Release.of(seat).knowsTheChange(version),
                mapping,
                ending);
    }

    /** Arguments: folder, instance, version, port of the target, port of Towpath, revision, pid of the deployer. */
    public static void main(String[] arguments) throws InterruptedException {
        ShopInstance instance = new ShopInstance(
                Path.of(arguments[0]),
                Seat.of(arguments[1]),
                new ServiceVersion(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                arguments[5]);
        instance.endWith(Long.parseLong(arguments[6]));
        instance.run();
    }

    private void endWith(long deployer) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endInOrder, "ending"));
        ProcessHandle.of(deployer)
                .ifPresentOrElse(process -> process.onExit().thenRun(() -> System.exit(0)), () -> System.exit(0));
    }

    private void run() throws InterruptedException {
        if (follower.learn()) {
            WrittenNames names = WrittenNames.open(folder.names(seat));
            List<Thread> threads = new ArrayList<>();
            List<Worker> workers = new ArrayList<>();
            for (int number = 0; number < WORKERS; number++) {
                workers.add(worker(new Customers(seat, number, WORKERS, names)));
            }
            workers.forEach(Worker::warmUp);
            workers.forEach(worker -> threads.add(Thread.ofPlatform().start(worker)));
            threads.add(Thread.ofPlatform().start(follower));
            ShopFolder.write(
                    folder.serving(seat),
                    version + " " + ProcessHandle.current().pid());
            writeDownEverySecond();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        writeDown();
        ShopFolder.remove(folder.serving(seat));
        follower.leave();
        ended.countDown();
    }

    private Worker worker(Customers customers) {
        String application = seat.service() + "/" + seat.instance();
        return new Worker(tables, application, requests(), customers, mapping, tally, ending);
    }

    private List<Request> requests() {
        return switch (seat.service()) {
            case "crm" -> List.of(Request.RENAME, Request.READ, Request.READ_WHOLE, Request.SIGN_UP, Request.READ);
            case "billing" -> List.of(Request.ORDER, Request.READ, Request.RENAME, Request.READ_WHOLE);
            default -> throw new IllegalStateException("no service " + seat.service());
        };
    }

    private void writeDownEverySecond() throws InterruptedException {
        while (!ending.await(1, TimeUnit.SECONDS)) {
            writeDown();
        }
    }

    private void writeDown() {
        new MeasuredLines(folder.report(seat)).append(tally.empty(Instant.now()));
    }

    private void endInOrder() {
        ending.countDown();
        try {
            if (!ended.await(ORDERLY_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("a request is still in flight");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
