package dev.towpath.orchestrator.api;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.SubmitRollout;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import dev.towpath.orchestrator.handling.UserCommands;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Hands a command to {@code handling} and turns its reply into an answer: 202 if it is accepted or done already, 404 for
 * an unknown rollout or database, 409 for any other rejection. The same command sent again gets the same answer.
 */
@ApplicationScoped
class CommandDesk {
    private final UserCommands commands;
    private final Clock clock;

    CommandDesk(UserCommands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    Uni<RestResponse<CommandReply>> send(Caller caller, UserCommand command) {
        Envelope<UserCommand> envelope =
                new Envelope<>(caller.command(), clock.instant(), "", 0, 0, caller.traceparent(), command);
        return commands.handle(envelope).map(reply -> answer(reply, command));
    }

    private static RestResponse<CommandReply> answer(CommandReply reply, UserCommand command) {
        return switch (reply.result()) {
            case ACCEPTED, ALREADY_DONE -> RestResponse.status(RestResponse.Status.ACCEPTED, reply);
            case REJECTED ->
                throw isMissing(reply, command)
                        ? RequestRefused.notFound(reply.rule(), reply.detail())
                        : RequestRefused.conflict(reply.rule(), reply.detail());
        };
    }

    /** Whether what the path names is not there; the database of a submission is named by its file. */
    private static boolean isMissing(CommandReply reply, UserCommand command) {
        return reply.rule().equals("UnknownRollout")
                || reply.rule().equals("UnknownDatabase") && !(command instanceof SubmitRollout);
    }
}
