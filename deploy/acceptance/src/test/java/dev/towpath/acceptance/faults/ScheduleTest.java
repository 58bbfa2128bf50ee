package dev.towpath.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.Stage;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final List<Schedule> SCHEDULES =
            LongStream.rangeClosed(1, 200).mapToObj(Schedule::of).toList();

    @Test
    void a_seed_is_replayed_and_another_one_is_another_schedule() {
        assertThat(Schedule.of(7)).isEqualTo(Schedule.of(7));
        assertThat(SCHEDULES).extracting(Schedule::strikes).doesNotHaveDuplicates();
    }

    @Test
    void every_rollout_has_two_faults_in_each_stage_and_its_share_of_each_kind() {
        for (Schedule schedule : SCHEDULES) {
            for (Stage stage : Stage.values()) {
                assertThat(schedule.in(stage)).hasSize(2);
            }
            assertThat(schedule.strikes())
                    .extracting(strike -> strike.fault().part().toString())
                    .contains("owning agent", "kafka", "store", "target");
            assertThat(schedule.strikes())
                    .extracting(strike -> strike.fault().getClass().getSimpleName())
                    .contains("Kill", "Freeze", "Cut", "HalfOpen");
        }
    }

    @Test
    void the_target_dies_last_in_its_stage() {
        for (Schedule schedule : SCHEDULES) {
            for (Stage stage : Stage.values()) {
                assertThat(schedule.in(stage).getFirst().fault().part()).isNotInstanceOf(Part.Target.class);
            }
        }
    }

    @Test
    void every_fault_falls_in_every_stage_for_some_seed() {
        for (Stage stage : Stage.values()) {
            assertThat(SCHEDULES)
                    .flatExtracting(schedule -> schedule.in(stage))
                    .extracting(strike -> strike.fault().getClass().getSimpleName() + " "
                            + strike.fault().part())
                    .contains(
                            "Kill owning agent",
                            "Kill orchestrator-1",
                            "Kill orchestrator-2",
                            "Kill kafka",
                            "Kill store",
                            "Kill target",
                            "Freeze owning agent",
                            "Freeze orchestrator-1",
                            "Freeze orchestrator-2",
                            "Freeze kafka",
                            "Cut owning agent",
                            "Cut orchestrator-1",
                            "Cut orchestrator-2",
                            "Cut kafka",
                            "HalfOpen owning agent",
                            "HalfOpen orchestrator-1",
                            "HalfOpen orchestrator-2",
                            "HalfOpen kafka");
        }
    }
}
