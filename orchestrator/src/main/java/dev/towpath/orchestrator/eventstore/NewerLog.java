package dev.towpath.orchestrator.eventstore;

/**
 * The log holds an event of a type that this build doesn't know: a newer orchestrator on the same store recorded it.
 * Nothing is decided on a history that is understood in part, and nothing is put aside for it: whatever needs the stream
 * waits until this process is replaced by one of the newer version.
 */
public final class NewerLog extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String stream;
    private final String event;

    public NewerLog(String stream, long version, String type, Throwable cause) {
        super(
                "event " + version + " of stream " + stream + " is of type " + type
                        + ", which this build does not know: a newer orchestrator recorded it; replace this one by that"
                        + " version",
                cause);
        this.stream = stream;
        this.event = "event " + version + " is of type " + type;
    }

    /** The stream that can't be understood. */
    String stream() {
        return stream;
    }

    /** Which of its events, and the type of that. */
    String event() {
        return event;
    }
}
