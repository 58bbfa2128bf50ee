package dev.towpath.cli.revisions;

/**
 * What is wrong in a folder.
 *
 * @param file with its key behind it, where a key is wrong
 */
record Finding(String file, String text) {
    static Finding at(PlacedFile file, String key, String text) {
        return new Finding(file.file() + ": " + key, text);
    }

    @Override
    public String toString() {
        return file + ": " + text;
    }
}
