-- Several rollouts may be open on one table: footprints tell which, and a plan is frozen under a lock on this list.
DROP INDEX towpath.rollout_open_table;
