package dev.towpath.standalone.shop.instance;

import dev.towpath.contracts.Phase;

/** The one column through which an instance sees a user's name. */
enum Mapping {
    FULL_NAME("full_name"),
    DISPLAY_NAME("display_name");

    private final String column;

    Mapping(String column) {
        this.column = column;
    }

    /** What a service that knows the change maps in {@code phase}. */
    static Mapping in(Phase phase) {
        return switch (phase) {
            case OLD, DUAL_WRITE -> FULL_NAME;
            case READ_NEW, NEW_ONLY -> DISPLAY_NAME;
        };
    }

    String column() {
        return column;
    }
}
