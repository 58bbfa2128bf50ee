package dev.towpath.orchestrator.overview;

import dev.towpath.orchestrator.eventstore.Cursor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How far the projection has read the log. Its row's lock is what makes projectors of several processes take turns. */
@Entity
@Table(name = "overview_checkpoint")
class OverviewCheckpoint {
    static final String NAME = "overview";

    @Id
    String name = NAME;

    /** Version of the projection that wrote the rows; rows of another version are replaced by a replay. */
    @Column(nullable = false)
    int shape;

    @Column(nullable = false)
    int generation;

    @Column(nullable = false)
    long tx;

    @Column(nullable = false)
    long position;

    static OverviewCheckpoint before(int shape) {
        OverviewCheckpoint checkpoint = new OverviewCheckpoint();
        checkpoint.shape = shape;
        checkpoint.moveTo(Cursor.START);
        return checkpoint;
    }

    Cursor cursor() {
        return new Cursor(generation, tx, position);
    }

    boolean isAt(int expectedShape, Cursor expected) {
        return shape == expectedShape && cursor().equals(expected);
    }

    void moveTo(Cursor cursor) {
        generation = cursor.generation();
        tx = cursor.tx();
        position = cursor.position();
    }
}
