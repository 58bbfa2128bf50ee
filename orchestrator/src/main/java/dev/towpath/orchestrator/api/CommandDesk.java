package dev.towpath.orchestrator.api;

import dev.towpath.contracts.Envelope;
import dev.towpath.contracts.command.CommandReply;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import dev.towpath.orchestrator.handling.UserCommands;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Hands a command to {@code handling} and turns its reply into an answer: 202 if it is accepted or done already, 404 for
 * an unknown rollout, 409 for any other rejection. The same command sent again gets the same answer.
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
        return commands.handle(envelope).map(CommandDesk::answer);
    }

    private static RestResponse<CommandReply> answer(CommandReply reply) {
        return switch (reply.result()) {
            case ACCEPTED, ALREADY_DONE -> RestResponse.status(RestResponse.Status.ACCEPTED, reply);
            case REJECTED -> throw rejected(reply);
        };
    }

    private static RequestRefused rejected(CommandReply reply) {
        return reply.rule().equals("UnknownRollout")
                ? RequestRefused.notFound(reply.rule(), reply.detail())
                : RequestRefused.conflict(reply.rule(), reply.detail());
    }
}
