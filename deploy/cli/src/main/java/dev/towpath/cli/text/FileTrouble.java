package dev.towpath.cli.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file could not be read or written, in words. */
public final class FileTrouble {
    private FileTrouble() {}

    /** Half a sentence about {@code path}. */
    public static String why(Path path, IOException trouble) {
        return switch (trouble) {
            case NoSuchFileException missing when hasNoFolder(path) -> "there is no folder " + path.getParent();
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "you may not";
            case FileAlreadyExistsException there -> "it is there already";
            default ->
                Files.isDirectory(path) ? "it is a folder" : trouble.getClass().getSimpleName();
        };
    }

    private static boolean hasNoFolder(Path path) {
        return path.getParent() != null && !Files.isDirectory(path.getParent());
    }
}
