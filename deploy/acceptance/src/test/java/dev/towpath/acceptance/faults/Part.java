package dev.towpath.acceptance.faults;

/** A process that a fault can hit. */
public sealed interface Part {
    /**
     * One of the orchestrators, whatever it has in its hands.
     *
     * @param number from 1, as in the name of its process
     */
    record Orchestrator(int number) implements Part {
        @Override
        public String toString() {
            return "orchestrator-" + number;
        }
    }

    /** Whichever agent owns the database at the moment of the fault: the other one has nothing in its hands. */
    record OwningAgent() implements Part {
        @Override
        public String toString() {
            return "owning agent";
        }
    }

    record Kafka() implements Part {
        @Override
        public String toString() {
            return "kafka";
        }
    }

    /** The orchestrators' PostgreSQL. */
    record Store() implements Part {
        @Override
        public String toString() {
            return "store";
        }
    }

    /** The PostgreSQL under migration. */
    record Target() implements Part {
        @Override
        public String toString() {
            return "target";
        }
    }
}
