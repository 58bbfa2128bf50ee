package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.towpath.contracts.Engine;
import dev.towpath.contracts.event.DatabaseEvent.DatabaseRegistered;
import dev.towpath.orchestrator.rollout.Decision.Accepted;
import dev.towpath.orchestrator.rollout.Decision.AlreadyDone;
import dev.towpath.orchestrator.rollout.Decision.Rejected;
import dev.towpath.orchestrator.rollout.state.DatabaseState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseDeciderTest {
    private static final DatabaseRegistered REGISTERED = new DatabaseRegistered(RenameFile.SHOP, Engine.POSTGRESQL);

    @Test
    void a_new_database_is_registered() {
        assertThat(DatabaseDecider.register(DatabaseState.NONE, RenameFile.SHOP, Engine.POSTGRESQL))
                .isEqualTo(new Accepted<>(List.of(REGISTERED)));
    }

    @Test
    void registering_it_again_changes_nothing() {
        assertThat(DatabaseDecider.register(registered(), RenameFile.SHOP, Engine.POSTGRESQL))
                .isInstanceOf(AlreadyDone.class);
    }

    @Test
    void its_engine_never_changes() {
        assertThat(DatabaseDecider.register(registered(), RenameFile.SHOP, Engine.MYSQL))
                .isEqualTo(new Rejected<>(
                        new DatabaseRejection.DatabaseAlreadyRegistered(RenameFile.SHOP, Engine.POSTGRESQL)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POSTGRESQL")
    void an_engine_without_an_agent_is_refused_by_name(Engine engine) {
        assertThat(DatabaseDecider.register(DatabaseState.NONE, RenameFile.SHOP, engine))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.rejection().rule()).isEqualTo("NotSupportedYet"));
    }

    @Test
    void a_history_that_registers_it_twice_is_damaged() {
        assertThatIllegalStateException().isThrownBy(() -> evolve(registered(), REGISTERED));
    }

    private static DatabaseState registered() {
        return evolve(DatabaseState.NONE, REGISTERED);
    }

    private static DatabaseState evolve(DatabaseState state, DatabaseRegistered event) {
        return DatabaseState.evolve(state, state.version() + 1, Journey.START, Journey.DBA, "", event);
    }
}
