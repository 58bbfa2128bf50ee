package dev.towpath.standalone.process;

/** A program did not do what the start of everything needs; the message shows the end of its log. */
public final class ProgramFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    ProgramFailed(String what, ProgramLog log) {
        super(what + "; log: " + log.file() + "\n" + log.tail().indent(4));
    }
}
