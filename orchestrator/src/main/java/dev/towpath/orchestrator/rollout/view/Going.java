package dev.towpath.orchestrator.rollout.view;

import dev.towpath.contracts.plan.Step;
import dev.towpath.orchestrator.rollout.state.Course;
import dev.towpath.orchestrator.rollout.state.Position;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.Completed;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.RolledBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.state.RolloutState.Unplannable;
import dev.towpath.orchestrator.rollout.view.RolloutView.Progress;
import java.util.List;

/** How many steps of the way lie behind: forward those of the stages, back those that take back what was touched. */
final class Going {
    private Going() {}

    static Progress progress(Submitted state) {
        return switch (state) {
            case Planning planning -> Progress.NONE;
            case Unplannable end -> Progress.NONE;
            case Aborting aborting -> along(stageSteps(aborting.course()), aborting.course(), aborting.at());
            case Aborted end ->
                end.course()
                        .map(course -> along(stageSteps(course), course, new Position.Due()))
                        .orElse(Progress.NONE);
            case RolledBack end ->
                end.course()
                        .map(course -> along(course.wayBack(), course, new Position.Due()))
                        .orElse(Progress.NONE);
            case Underway underway -> along(stageSteps(underway.course()), underway.course(), underway.at());
            case RollingBack back -> along(back.course().wayBack(), back.course(), back.at());
            case Completed end -> along(stageSteps(end.course()), end.course(), new Position.Due());
        };
    }

    private static List<Step> stageSteps(Course course) {
        return course.plan().stages().stream()
                .flatMap(planned -> planned.steps().stream())
                .toList();
    }

    private static Progress along(List<Step> way, Course course, Position at) {
        int total = way.size();
        int done =
                (int) way.stream().map(Step::id).filter(course.done()::contains).count();
        long rows = course.steps().rows();
        return switch (at) {
            case Position.AtStep here -> at(here.step(), here.attempt(), done, total, rows);
            case Position.Withdrawing here -> at(here.step(), here.attempt(), done, total, rows);
            case Position.Stopped here -> at(here.step(), here.attempt(), done, total, rows);
            case Position.Queued here -> at(here.step(), here.attempt(), done, total, rows);
            case Position.Allowed here -> at(here.step(), here.attempt(), done, total, rows);
            case Position.Due due -> new Progress(done, total, "", "", 0, rows);
            case Position.Cleared cleared -> new Progress(done, total, "", "", 0, rows);
            case Position.AtGate gate -> new Progress(done, total, "", "", 0, rows);
        };
    }

    private static Progress at(Step step, int attempt, int done, int total, long rows) {
        return new Progress(done, total, step.id().value(), step.title(), attempt, rows);
    }
}
