package dev.towpath.standalone.shop.instance;

/** A read did not show what was written last. */
final class StaleName extends Exception {
    private static final long serialVersionUID = 1;

    StaleName(String sentence) {
        super(sentence);
    }
}
