package dev.towpath.cli;

/** What a server says, as it says it. */
final class Answers {
    static final String ACCEPTED = "{\"command_source\":\"/api\",\"command_id\":\"c-1\",\"result\":\"accepted\","
            + "\"rollout_id\":\"shop.r1\",\"rule\":\"\",\"detail\":\"\"}";
    static final String RUNNING = rollout("running", "");

    private Answers() {}

    /** @param condition what it waits for, as JSON; may be empty */
    static String rollout(String state, String condition) {
        return "{\"id\":\"shop.r1\",\"state\":\"" + state + "\",\"stage\":\"backfill\",\"phase\":\"dual_write\","
                + "\"waiting_for\":[" + condition + "],\"progress\":null,\"failure\":null,\"version\":3}";
    }
}
