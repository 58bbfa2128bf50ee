package dev.towpath.orchestrator.api;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.InstanceName;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.ServiceName;
import dev.towpath.orchestrator.api.problem.RequestRefused;
import dev.towpath.orchestrator.overview.Moment;
import dev.towpath.orchestrator.rollout.state.StateName;
import dev.towpath.orchestrator.services.InstanceKey;
import java.util.Arrays;
import java.util.List;

/** Names in paths and queries. What can't be one names nothing: 404 in a path, 400 in a query. */
final class Ids {
    private static final List<String> STATES =
            Arrays.stream(StateName.values()).map(StateName::wireName).toList();

    private Ids() {}

    static RolloutId rollout(String inPath) {
        try {
            return RolloutId.parse(inPath);
        } catch (IllegalArgumentException malformed) {
            throw RequestRefused.notFound("UnknownRollout", malformed.getMessage() + "; none has the id of this path");
        }
    }

    static DatabaseId database(String inQuery) {
        try {
            return new DatabaseId(inQuery);
        } catch (IllegalArgumentException malformed) {
            throw RequestRefused.unreadable("InvalidValue", String.valueOf(malformed.getMessage()), "database");
        }
    }

    static Moment moment(String inQuery) {
        try {
            return Moment.parse(inQuery);
        } catch (IllegalArgumentException malformed) {
            throw RequestRefused.unreadable("InvalidValue", String.valueOf(malformed.getMessage()), "at");
        }
    }

    /** An instance in a path that takes what is told of it: one that can't be told anything is a mistake to be named. */
    static InstanceKey instance(String service, String instance) {
        try {
            return new InstanceKey(new ServiceName(service), new InstanceName(instance));
        } catch (IllegalArgumentException malformed) {
            throw RequestRefused.unreadable("InvalidValue", String.valueOf(malformed.getMessage()), "path");
        }
    }

    /** A state by its name on the wire. */
    static String state(String inQuery) {
        if (!STATES.contains(inQuery)) {
            throw RequestRefused.unreadable("InvalidValue", "the states are " + String.join(", ", STATES), "state");
        }
        return inQuery;
    }
}
