package dev.towpath.orchestrator.overview;

import dev.towpath.orchestrator.eventstore.Cursor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * How far a projection has read the log: {@link #NAME}, which follows it, or {@link #REBUILD}, which is there while
 * everything is projected again. The lock of the first's row is what makes projectors of several processes take turns.
 */
@Entity
@Table(name = "overview_checkpoint")
class OverviewCheckpoint {
    static final String NAME = "overview";
    static final String REBUILD = "rebuild";

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

    static OverviewCheckpoint of(String name, int shape, Cursor cursor) {
        OverviewCheckpoint checkpoint = new OverviewCheckpoint();
        checkpoint.name = name;
        checkpoint.shape = shape;
        checkpoint.generation = cursor.generation();
        checkpoint.tx = cursor.tx();
        checkpoint.position = cursor.position();
        return checkpoint;
    }

    Cursor cursor() {
        return new Cursor(generation, tx, position);
    }
}
