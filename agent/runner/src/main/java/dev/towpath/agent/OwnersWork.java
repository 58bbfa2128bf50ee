package dev.towpath.agent;

import dev.towpath.agent.config.AgentSettings;
import dev.towpath.agent.execution.CommandWork;
import dev.towpath.agent.execution.StepExecution;
import dev.towpath.agent.health.AgentMetrics;
import dev.towpath.agent.health.AgentStatus;
import dev.towpath.agent.inbox.Attempts;
import dev.towpath.agent.inbox.CommandConsumer;
import dev.towpath.agent.inbox.Dispatcher;
import dev.towpath.agent.inbox.Holds;
import dev.towpath.agent.inbox.Reception;
import dev.towpath.agent.inbox.Tempos;
import dev.towpath.agent.ledger.Attempt;
import dev.towpath.agent.ledger.Ends;
import dev.towpath.agent.ledger.Inbox;
import dev.towpath.agent.ledger.InboxDepth;
import dev.towpath.agent.ledger.Introduction;
import dev.towpath.agent.ledger.Journal;
import dev.towpath.agent.ledger.Ledger;
import dev.towpath.agent.ledger.Letters;
import dev.towpath.agent.ledger.Outbox;
import dev.towpath.agent.ledger.Rollouts;
import dev.towpath.agent.ledger.Wire;
import dev.towpath.agent.ownership.Admission;
import dev.towpath.agent.ownership.Tenures;
import dev.towpath.agent.planning.Planning;
import dev.towpath.agent.report.Announcements;
import dev.towpath.agent.report.KafkaSender;
import dev.towpath.agent.report.LetterPublisher;
import dev.towpath.agent.report.OtherSessions;
import dev.towpath.agent.report.OutcomePublisher;
import dev.towpath.agent.stage.PostgresStepRunner;
import dev.towpath.agent.stage.Readings;
import dev.towpath.agent.target.TargetSessions;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.Topics;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.contracts.outcome.AgentAnnounced;
import dev.towpath.contracts.outcome.LedgerReading;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Everything that runs while this process is the owner, put together for one epoch and thrown away with it. It says first
 * what the ledger proves; what the ledger still has open is taken up as soon as Kafka has said whether the ledger is as new
 * as it was, and then Kafka is read.
 */
final class OwnersWork implements Tenures.Tenure {
    private final TargetSessions sessions;
    private final AgentMetrics metrics;
    private final Ledger ledger;
    private final Inbox inbox;
    private final Rollouts rollouts;
    private final OtherSessions others;
    private final Holds holds = new Holds();
    private final Tempos tempos = new Tempos();
    private final Dispatcher dispatcher;
    private final CommandConsumer consumer;
    private final OutcomePublisher publisher;
    private final LetterPublisher letterPublisher;
    private final Announcements announcements;
    private final Introduction introduction;
    private final List<Thread> threads = new ArrayList<>();

    OwnersWork(
            AgentSettings settings,
            TargetSessions sessions,
            long epoch,
            Admission.Admitted server,
            KafkaSender sender,
            AgentStatus status,
            AgentMetrics metrics) {
        this.sessions = sessions;
        this.metrics = metrics;
        this.ledger = new Ledger(sessions, epoch);
        Clock clock = Clock.systemUTC();
        Wire wire = new Wire(new MessageCodec());
        CountDownLatch registered = new CountDownLatch(1);

        Letters letters = new Letters(ledger, wire, settings.source(), metrics);
        this.rollouts = new Rollouts(ledger, wire);
        this.others = new OtherSessions(ledger);
        Outbox outbox = new Outbox(ledger, wire, settings.source(), clock);
        this.inbox = new Inbox(ledger, wire, letters, outbox, rollouts);
        this.introduction = new Introduction(ledger, outbox, reading -> introduced(settings, epoch, server, reading));
        this.publisher =
                new OutcomePublisher(Topics.agentOutcomes(settings.database()), outbox, sender, metrics, registered);
        this.letterPublisher = new LetterPublisher(letters, sender);
        this.announcements = new Announcements(
                settings.database(),
                settings.source(),
                wire.codec(),
                clock,
                sender,
                () -> announced(settings, epoch, server),
                registered);

        Journal journal =
                new Journal(ledger, inbox, outbox, rollouts, letters, new Ends(wire, rollouts), publisher::wake);
        Attempts attempts = new Attempts(settings.source(), settings.attempts());
        StepExecution execution = new StepExecution(
                rollouts,
                journal,
                new PostgresStepRunner(sessions, ledger, clock),
                new Readings(ledger),
                holds,
                tempos,
                announcements,
                metrics);
        this.dispatcher = new Dispatcher(
                journal,
                holds,
                tempos,
                attempts,
                new CommandWork(new Planning(ledger, rollouts, journal), execution, journal, attempts));
        Reception reception = new Reception(settings.database(), wire, inbox, dispatcher, journal, attempts, status);
        this.consumer = new CommandConsumer(settings, inbox, reception, status, registered);
    }

    @Override
    public void start() throws InterruptedException {
        introduction.write();
        for (RolloutId paused : rollouts.paused()) {
            holds.pause(paused);
        }
        rollouts.tempos().forEach(tempos::tune);
        for (Attempt withdrawn : rollouts.withdrawn()) {
            holds.withdraw(withdrawn);
        }
        threads.add(Thread.ofPlatform().daemon().name("commands").start(consumer));
        threads.add(Thread.ofPlatform().daemon().name("outcomes").start(publisher));
        threads.add(Thread.ofPlatform().daemon().name("dead-letters").start(letterPublisher));
        threads.add(Thread.ofPlatform().daemon().name("announcements").start(announcements));
    }

    @Override
    public void brake(boolean halted) {
        holds.halted(halted);
    }

    @Override
    public boolean sound() {
        return threads.stream().allMatch(Thread::isAlive);
    }

    @Override
    public void close() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
        dispatcher.close();
        ledger.close();
        sessions.close();
        metrics.ownsNothing();
    }

    private AgentAnnounced introduced(
            AgentSettings settings, long epoch, Admission.Admitted server, LedgerReading reading) {
        return new AgentAnnounced(
                settings.database(),
                settings.instance(),
                settings.version(),
                epoch,
                server.serverVersion(),
                server.systemIdentifier(),
                holds.halted(),
                List.of(),
                Optional.of(reading),
                true);
    }

    private AgentAnnounced announced(AgentSettings settings, long epoch, Admission.Admitted server)
            throws InterruptedException {
        InboxDepth depth = InboxDepth.of(ledger);
        metrics.inboxDepth(depth.commands(), depth.heldBack());
        return new AgentAnnounced(
                settings.database(),
                settings.instance(),
                settings.version(),
                epoch,
                server.serverVersion(),
                server.systemIdentifier(),
                holds.halted(),
                others.names(),
                Optional.empty(),
                true);
    }
}
