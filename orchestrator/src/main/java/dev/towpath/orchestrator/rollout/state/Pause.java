package dev.towpath.orchestrator.rollout.state;

import java.util.Optional;

/**
 * Who keeps the rollout from starting anything new. What is reported meanwhile is recorded, and nothing follows from it
 * until nobody does any more.
 *
 * @param own a pause of this rollout alone
 * @param ofDatabase the pause of its database, as far as the rollout has noted it
 */
public record Pause(Optional<Hold> own, Optional<Hold> ofDatabase) {
    static final Pause OFF = new Pause(Optional.empty(), Optional.empty());

    public boolean isOn() {
        return own.isPresent() || ofDatabase.isPresent();
    }

    Pause own(Optional<Hold> hold) {
        return new Pause(hold, ofDatabase);
    }

    Pause ofDatabase(Optional<Hold> hold) {
        return new Pause(own, hold);
    }
}
