package dev.towpath.standalone.shop;

import dev.towpath.contracts.ServiceVersion;
import dev.towpath.standalone.process.PidFile;
import dev.towpath.standalone.process.ProgramFailed;
import dev.towpath.standalone.process.ProgramFiles;
import dev.towpath.standalone.process.Supervisor;
import dev.towpath.standalone.process.Waiting;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one seat taken by the version that its file names. Another version starts only after the one before has ended:
 * no share of the users ever has two writers. One thread follows; {@link #close} may come from any.
 */
final class Deployment implements AutoCloseable {
    private static final int LEFTOVER_SECONDS = 8;

    private final ShopPlace place;
    private final Seat seat;
    private final ProgramFiles files;
    private final Consumer<String> news;
    private String deployed = "";
    private @Nullable Supervisor running;
    private boolean closed;

    Deployment(ShopPlace place, Seat seat, ProgramFiles files, Consumer<String> news) {
        this.place = place;
        this.seat = seat;
        this.files = files;
        this.news = news;
    }

    /** Deploys what the file names now, if that isn't what runs; returns when it serves. */
    void follow() {
        String wanted = ShopFolder.read(place.folder().version(seat));
        if (wanted.isEmpty() || wanted.equals(deployed)) {
            return;
        }
        deployed = wanted;
        try {
            if (wanted.equals(ShopFolder.NONE)) {
                end(replace(null));
            } else {
                deploy(new ServiceVersion(wanted));
            }
        } catch (IllegalArgumentException e) {
            news.accept(seat.instance() + ".version: " + wanted + ": " + e.getMessage());
        } catch (ProgramFailed e) {
            news.accept(seat.instance() + " " + wanted + " does not serve yet: " + e.getMessage());
        }
    }

    /** What an earlier shop has left ends by itself; this makes sure. */
    void endLeftover() {
        PidFile leftover = new PidFile(files.runFolder().resolve("shop-" + seat.instance() + ".pid"));
        leftover.running().ifPresent(process -> {
            process.destroy();
            if (!Waiting.ended(process, LEFTOVER_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        });
    }

    private void deploy(ServiceVersion version) {
        Supervisor next = new Supervisor(files, news);
        end(replace(next));
        next.start(List.of(new InstanceProgram(place, seat, version)));
    }

    private synchronized @Nullable Supervisor replace(@Nullable Supervisor next) {
        Supervisor former = running;
        running = next;
        if (closed) {
            end(next);
        }
        return former;
    }

    private static void end(@Nullable Supervisor supervisor) {
        if (supervisor != null) {
            supervisor.close();
        }
    }

    @Override
    public void close() {
        Supervisor last;
        synchronized (this) {
            closed = true;
            last = running;
        }
        end(last);
    }
}
