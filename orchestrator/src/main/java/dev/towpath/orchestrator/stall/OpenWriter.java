package dev.towpath.orchestrator.stall;

/** The transaction that readers of the log wait for: what was committed since it took its id can't be read before it ends. */
sealed interface OpenWriter {
    /** The id of its transaction; tells one from the next. */
    long transaction();

    /** Who it is, in words. */
    String who();

    /** The statement by which a superuser of the store ends it. */
    String remedy();

    /**
     * One of a session.
     *
     * @param application the session's application_name; may be empty
     * @param state as in pg_stat_activity; {@code hidden} if the store's role may not see it
     */
    record Session(long transaction, int pid, String role, String application, String database, String state)
            implements OpenWriter {
        @Override
        public String who() {
            return "pid=" + pid + " role=" + role + " application_name=" + application + " database=" + database
                    + " state=" + state;
        }

        @Override
        public String remedy() {
            return "SELECT pg_terminate_backend(" + pid + ")";
        }
    }

    /** One that was prepared for a two-phase commit, and belongs to no session any more. */
    record Prepared(long transaction, String gid, String role, String database) implements OpenWriter {
        @Override
        public String who() {
            return "prepared transaction=" + gid + " role=" + role + " database=" + database;
        }

        @Override
        public String remedy() {
            return "ROLLBACK PREPARED '" + gid.replace("'", "''") + "'";
        }
    }
}
