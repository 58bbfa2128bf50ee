package dev.towpath.standalone;

/** What people and scripts are told: news on stderr, and on stdout only the line that scripts wait for. */
final class News {
    private News() {}

    static void say(String sentence) {
        System.err.println("towpath: " + sentence);
    }

    static void ready(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
