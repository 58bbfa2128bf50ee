package dev.towpath.orchestrator.simulation;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.orchestrator.rollout.state.RolloutState;
import dev.towpath.orchestrator.simulation.Machine.Life;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Everything there is: two orchestrators, two agents of one database, the store, the target, Kafka, people and time. */
final class World {
    static final DatabaseId SHOP = new DatabaseId("shop");
    static final String COMMANDS_TO_AGENT = Topics.agentCommands(SHOP);
    static final String OUTCOMES = Topics.agentOutcomes(SHOP);
    private static final MessageCodec CODEC = new MessageCodec();

    private final Bug bug;
    private final List<Cargo> cargoes;
    private final Trace trace = new Trace();
    private final Scheduler scheduler;
    private final Chaos chaos;
    private final Restores restores = new Restores();
    private final SimulatedKafka kafka = new SimulatedKafka();
    private final SimulatedTarget target;
    private final TargetLaws targetLaws;
    private final Turns partitions;
    private final Turns relaying;
    private final Turns owning;
    private final Life servers = new Machine("servers").life();
    private final Machine storeServer = new Machine("store");
    private final Map<Life, SimulatedOrchestrator> orchestrators = new HashMap<>();
    private final List<Machine> orchestratorMachines = new ArrayList<>();
    private final Users users = new Users(this);
    private SimulatedStore store;
    private boolean calm;

    World(long seed, Bug bug, List<Cargo> cargoes, List<Mishap> mishaps) {
        this.bug = bug;
        this.cargoes = cargoes;
        this.scheduler = new Scheduler(seed, trace);
        this.chaos = new Chaos(scheduler, this::putBack, mishaps);
        this.target = new SimulatedTarget(bug);
        this.targetLaws = new TargetLaws(this);
        this.store = new SimulatedStore(bug, new StoreLaws(CODEC, targetLaws, false));
        this.partitions = new Turns(scheduler, Duration.ofSeconds(6), false);
        this.relaying = new Turns(scheduler, Duration.ofSeconds(10), true);
        this.owning = new Turns(scheduler, Duration.ofSeconds(9), true);
    }

    void start() {
        Later.simulate(scheduler);
        for (int i = 1; i <= 2; i++) {
            orchestratorMachines.add(
                    start("orchestrator-" + i, life -> orchestrators.put(life, new SimulatedOrchestrator(this, life))));
            start("agent-" + i, life -> new SimulatedAgent(this, life).standBy());
        }
        users.register();
    }

    private Machine start(String name, Consumer<Life> program) {
        Machine machine = new Machine(name);
        machine.boots(program);
        scheduler.soon(machine.life(), "starts", machine::start);
        return machine;
    }

    /** As the runbook has it: orchestrators are stopped, the store is put back, and they are started. */
    private void putBack() {
        orchestratorMachines.forEach(scheduler::crash);
        storeServer.die();
        store = restores.putBack(store, new StoreLaws(CODEC, targetLaws, true), scheduler, kafka);
        trace.add(scheduler.micros(), storeServer, "IS PUT BACK");
    }

    /** Nothing goes wrong any more. */
    void calmDown() {
        chaos.cease();
        calm = true;
    }

    /** Whether something small goes wrong now: once in {@code odds} times. */
    boolean misfortune(int odds) {
        return !calm && scheduler.below(odds) == 0;
    }

    boolean has(Bug planted) {
        return bug == planted;
    }

    /** One of the orchestrators that live, as REST reaches it. */
    Optional<Consumer<Envelope<UserCommand>>> orchestrator() {
        List<Map.Entry<Life, SimulatedOrchestrator>> alive = orchestrators.entrySet().stream()
                .filter(orchestrator -> !orchestrator.getKey().isOver())
                .sorted(Comparator.comparing(
                        orchestrator -> orchestrator.getKey().toString()))
                .toList();
        if (alive.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<Life, SimulatedOrchestrator> one = alive.get(scheduler.below(alive.size()));
        return Optional.of(command -> scheduler.soon(one.getKey(), "REST: a command", () -> {
            one.getValue().handle(command).subscribe().with(reply -> {}, failure -> {});
        }));
    }

    /** The latest try at a cargo; the first if there is none. */
    RolloutId latest(int cargo) {
        RolloutId id = new RolloutId(SHOP, Cargo.revision(cargo), 1);
        while (laws().live().containsKey(id.next().toString())) {
            id = id.next();
        }
        return id;
    }

    RolloutState state(RolloutId id) {
        return laws().live().getOrDefault(id.toString(), RolloutState.NONE);
    }

    Plan planOf(RolloutId id) {
        return cargoes.get(Cargo.number(id.revision())).plan(id);
    }

    List<Cargo> cargoes() {
        return cargoes;
    }

    Trace trace() {
        return trace;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Chaos chaos() {
        return chaos;
    }

    StoreLaws laws() {
        return store.laws();
    }

    Restores restores() {
        return restores;
    }

    SimulatedStore store() {
        return store;
    }

    SimulatedKafka kafka() {
        return kafka;
    }

    SimulatedTarget target() {
        return target;
    }

    TargetLaws targetLaws() {
        return targetLaws;
    }

    Turns partitions() {
        return partitions;
    }

    Turns relaying() {
        return relaying;
    }

    Turns owning() {
        return owning;
    }

    /** The target, which never fails; its connections do. */
    Life servers() {
        return servers;
    }

    /** The store, until it is put back; its connections fail. */
    Life storeServer() {
        return storeServer.life();
    }

    Users users() {
        return users;
    }

    MessageCodec codec() {
        return CODEC;
    }
}
