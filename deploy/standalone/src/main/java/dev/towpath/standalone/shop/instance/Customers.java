package dev.towpath.standalone.shop.instance;

import dev.towpath.standalone.shop.Seat;
import dev.towpath.standalone.shop.ShopTables;
import dev.towpath.standalone.shop.report.WrittenNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The users that one worker alone writes, so that it knows what each of them is called. Used by that thread only. */
final class Customers {
    private static final int NEWER_ONE_IN = 8;

    private final WrittenNames names;
    private final String author;
    private final Random random = new Random();
    private final List<Long> signedUp = new ArrayList<>();
    private final int share;
    private final int shares;
    private long written;

    /** @param number of the worker, of {@code workers} in this instance */
    Customers(Seat seat, int number, int workers, WrittenNames names) {
        this.names = names;
        this.author =
                seat.instance() + "/" + number + "." + ProcessHandle.current().pid() + " ";
        this.shares = Seat.ALL.size() * workers;
        this.share = seat.number() * workers + number;
        names.all().keySet().stream()
                .filter(id -> id > ShopTables.ROWS && id % workers == number)
                .forEach(signedUp::add);
    }

    /** Any of them. */
    long any() {
        if (!signedUp.isEmpty() && random.nextInt(NEWER_ONE_IN) == 0) {
            return signedUp.get(random.nextInt(signedUp.size()));
        }
        return (long) random.nextInt(ShopTables.ROWS / shares) * shares + share + 1;
    }

    /** A name that nobody had before. */
    String newName() {
        written++;
        return author + written;
    }

    void writing(long id, String name) {
        names.asked(id, name, ShopTables.firstName(id));
    }

    void wrote(long id, String name) {
        names.confirmed(id, name);
    }

    void signedUp(long id, String name) {
        names.confirmed(id, name);
        signedUp.add(id);
    }

    /** Holds what was read against what was written; settles what a lost answer had left open. */
    void read(long id, String name) throws StaleName {
        Set<String> possible = names.possible(id, ShopTables.firstName(id));
        if (!possible.contains(name)) {
            throw new StaleName("user " + id + " reads '" + name + "', not " + possible);
        }
        if (possible.size() > 1) {
            names.confirmed(id, name);
        }
    }
}
