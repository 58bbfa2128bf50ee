package dev.towpath.standalone.shop;

import dev.towpath.standalone.process.ProgramFiles;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The whole sample shop: makes the tables where there are none, then keeps every seat taken until it is told to end. Its
 * instances end with it, however it ends.
 */
public final class Shop implements AutoCloseable {
    private static final int LOOK_MILLIS = 200;

    private final ShopPlace place;
    private final List<Deployment> deployments;
    private final CountDownLatch ending = new CountDownLatch(1);

    private Shop(ShopPlace place, ProgramFiles files, Consumer<String> news) {
        this.place = place;
        this.deployments = Seat.ALL.stream()
                .map(seat -> new Deployment(place, seat, files, news))
                .toList();
    }

    /** Arguments: folder, folder of pid files, folder of logs, port of the target, port of Towpath, revision. */
    public static void main(String[] arguments) throws SQLException {
        ShopPlace place = new ShopPlace(
                new ShopFolder(Path.of(arguments[0])),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                arguments[5]);
        ProgramFiles files = new ProgramFiles(Path.of(arguments[1]), Path.of(arguments[2]));
        try (Shop shop = new Shop(place, files, System.err::println)) {
            Runtime.getRuntime().addShutdownHook(new Thread(shop::close, "ending"));
            shop.run();
        }
    }

    private void run() throws SQLException {
        place.tables().makeOnce();
        for (Seat seat : Seat.ALL) {
            if (ShopFolder.read(place.folder().version(seat)).isEmpty()) {
                place.folder().deploy(seat, Release.of(seat).old().toString());
            }
        }
        deployments.forEach(Deployment::endLeftover);
        inParallel(Deployment::follow);
        ShopFolder.write(
                place.folder().open(), Long.toString(ProcessHandle.current().pid()));
        inParallel(this::keepFollowing);
    }

    private void keepFollowing(Deployment deployment) {
        try {
            while (!ending.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                deployment.follow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ending.countDown();
        inParallel(Deployment::close);
    }

    private void inParallel(Consumer<Deployment> what) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        deployments.forEach(
                one -> all.add(CompletableFuture.runAsync(() -> what.accept(one), Thread::startVirtualThread)));
        all.forEach(CompletableFuture::join);
    }
}
