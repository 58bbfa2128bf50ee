package dev.towpath.standalone.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The shop's files, in {@code DIR/shop}. Writing another version into {@code <instance>.version} deploys it: the running
 * process ends in order, then the other one starts. {@value #NONE} ends it only.
 */
public record ShopFolder(Path root) {
    public static final String NONE = "none";

    /** Deploys {@code version}, or {@link #NONE}. */
    public void deploy(Seat seat, String version) {
        write(version(seat), version);
    }

    /** Whether that version serves. */
    public boolean serves(Seat seat, String version) {
        return read(serving(seat)).startsWith(version + " ");
    }

    /** Whether no process serves on the seat. */
    public boolean isEmpty(Seat seat) {
        return read(serving(seat)).isEmpty();
    }

    /** The version that is to run. */
    public Path version(Seat seat) {
        return root.resolve(seat.instance() + ".version");
    }

    /** {@code <version> <pid>} of the process that serves; not there while none does. */
    public Path serving(Seat seat) {
        return root.resolve(seat.instance() + ".serving");
    }

    /** What the instance has measured: one JSON object a second, over all its processes. */
    public Path report(Seat seat) {
        return root.resolve(seat.instance() + ".jsonl");
    }

    /** What the instance has written, and so what the database must hold. */
    public Path names(Seat seat) {
        return root.resolve(seat.instance() + ".names");
    }

    /** Pid of the shop whose instances all serve. */
    public Path open() {
        return root.resolve("open");
    }

    /** What a file says, without white space around it; empty if it isn't there. */
    public static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException notThere) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the whole file at once: a reader never sees half of it. */
    public static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path whole = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text + "\n");
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a file that need not be there. */
    public static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
