package dev.towpath.orchestrator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.event.DatabaseEvent.DropAwaited;
import dev.towpath.orchestrator.rollout.property.RandomCase;
import dev.towpath.orchestrator.rollout.property.Simpler;
import dev.towpath.orchestrator.rollout.state.Position.AtGate;
import dev.towpath.orchestrator.rollout.state.Position.Stopped;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.rollout.state.RolloutState.Aborting;
import dev.towpath.orchestrator.rollout.state.RolloutState.InMotion;
import dev.towpath.orchestrator.rollout.state.RolloutState.Planning;
import dev.towpath.orchestrator.rollout.state.RolloutState.RollingBack;
import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.RolloutState.Underway;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A rollout and what people, agent, clock and services do to it, move by move; in the end everybody does their part, and
 * it has to come to an end.
 */
record Scenario(Setup setup, List<Move> moves, Decides decides) implements RandomCase<Scenario> {
    private static final int LENGTH = 200;

    /** As the product decides. */
    Scenario(Setup setup, Move... moves) {
        this(setup, List.of(moves), RolloutDecider::decide);
    }

    static Scenario random(Random random) {
        Setup setup = Setup.random(random);
        List<Move> moves =
                Stream.generate(() -> Move.random(random)).limit(LENGTH).toList();
        return new Scenario(setup, moves, RolloutDecider::decide);
    }

    /** The same, decided otherwise. */
    Scenario decidedBy(Decides faulty) {
        return new Scenario(setup, moves, faulty);
    }

    @Override
    public void run() {
        Play play = new Play(setup, decides);
        moves.forEach(play::make);
        letEverybodyDoTheirPart(play);
        Submitted end = (Submitted) play.journey().state();
        assertThat(RolloutView.of(end, play.now()).last()).isTrue();
    }

    /** The moves alone, as far as they go. */
    Play played() {
        Play play = new Play(setup, decides);
        moves.forEach(play::make);
        return play;
    }

    @Override
    public Stream<Scenario> simpler() {
        return Stream.of(
                        Simpler.shorter(moves).map(fewer -> new Scenario(setup, fewer, decides)),
                        setup.simpler().map(simpler -> new Scenario(simpler, moves, decides)),
                        Simpler.elements(moves, Move::simpler).map(easier -> new Scenario(setup, easier, decides)))
                .flatMap(candidates -> candidates);
    }

    @Override
    public String code() {
        StringBuilder code = new StringBuilder("new Scenario(\n                " + setup.code());
        List<String> answers = answers();
        for (int i = 0; i < moves.size(); i++) {
            code.append(",");
            code.append(i == 0 || answers.get(i - 1).isEmpty() ? "" : " // " + answers.get(i - 1));
            code.append("\n                ").append(moves.get(i).code());
        }
        code.append(")");
        return code.append(moves.isEmpty() || answers.getLast().isEmpty() ? "" : " // " + answers.getLast())
                .toString();
    }

    private List<String> answers() {
        Play play = new Play(setup, decides);
        try {
            moves.forEach(play::make);
        } catch (RuntimeException | AssertionError finding) {
            moves.stream().skip(play.answers().size()).forEach(move -> play.answers()
                    .add(""));
        }
        return play.answers();
    }

    private static void letEverybodyDoTheirPart(Play play) {
        Journey journey = play.journey();
        if (journey.state() == RolloutState.NONE) {
            journey.submitted(play.spec());
        }
        play.fleet().behave(play.now());
        journey.meanwhile(new DropAwaited(RenameFile.PARENT)).over(RenameFile.NEIGHBOUR);
        journey.pass(Duration.ofMinutes(5));
        play.databasePause(false);
        journey.look();
        if (journey.state() instanceof Planning || journey.state() instanceof InMotion) {
            journey.resumed();
        }
        if (journey.state() instanceof Planning) {
            journey.look();
            journey.planned(play.plan());
        }
        if (journey.state() instanceof InMotion moving && moving.opened().lost().isPresent()) {
            journey.resolved(true);
        }
        if (journey.state() instanceof InMotion moving && moving.at() instanceof Stopped) {
            journey.retried();
        }
        if (journey.state() instanceof InMotion moving && moving.at() instanceof AtGate(var gate)) {
            gate.said().objections().forEach(objection -> journey.withdrawnBy(objection.actor(), gate.point()));
        }
        switch (journey.state()) {
            case Underway underway -> journey.untilCompleted();
            case RollingBack back -> journey.untilRolledBack();
            case Aborting aborting -> journey.withdrawn();
            case RolloutState over -> {}
        }
    }
}
