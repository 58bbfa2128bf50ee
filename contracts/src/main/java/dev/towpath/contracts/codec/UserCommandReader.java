package dev.towpath.contracts.codec;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.contracts.DatabaseId;
import dev.towpath.contracts.Engine;
import dev.towpath.contracts.RolloutId;
import dev.towpath.contracts.command.AbortRollout;
import dev.towpath.contracts.command.AddNote;
import dev.towpath.contracts.command.ApproveStage;
import dev.towpath.contracts.command.FreezeDatabase;
import dev.towpath.contracts.command.LiftFreeze;
import dev.towpath.contracts.command.PauseDatabase;
import dev.towpath.contracts.command.PauseRollout;
import dev.towpath.contracts.command.RegisterDatabase;
import dev.towpath.contracts.command.RejectStage;
import dev.towpath.contracts.command.ReopenGate;
import dev.towpath.contracts.command.ResolveDoubt;
import dev.towpath.contracts.command.ResumeDatabase;
import dev.towpath.contracts.command.ResumeRollout;
import dev.towpath.contracts.command.RetryStep;
import dev.towpath.contracts.command.RollBackRollout;
import dev.towpath.contracts.command.SkipGate;
import dev.towpath.contracts.command.StampRevision;
import dev.towpath.contracts.command.StartRollout;
import dev.towpath.contracts.command.SubmitRollout;
import dev.towpath.contracts.command.TuneBackfill;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.contracts.command.WithdrawApproval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** User commands, read strictly: every field is known, every value of its own kind. One method per command; those of gates in
 * {@link GateCommandReader}, those of freezes in {@link FreezeCommandReader}. */
final class UserCommandReader {
    private interface Reader {
        UserCommand read(JsonNode data) throws UnreadableMessage;
    }

    /** Whoever wants more wants a pause of the rollout. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final Map<Class<? extends UserCommand>, Reader> READERS = Map.ofEntries(
            entry(RegisterDatabase.class, UserCommandReader::registerDatabase),
            entry(SubmitRollout.class, UserCommandReader::submitRollout),
            entry(StampRevision.class, LineageFields::stampRevision),
            entry(TuneBackfill.class, UserCommandReader::tuneBackfill),
            entry(ResolveDoubt.class, UserCommandReader::resolveDoubt),
            entry(AbortRollout.class, UserCommandReader::abortRollout),
            entry(AddNote.class, UserCommandReader::addNote),
            entry(StartRollout.class, UserCommandReader::startRollout),
            entry(ApproveStage.class, GateCommandReader::approveStage),
            entry(SkipGate.class, GateCommandReader::skipGate),
            entry(FreezeDatabase.class, FreezeCommandReader::freezeDatabase),
            entry(LiftFreeze.class, FreezeCommandReader::liftFreeze),
            entry(ReopenGate.class, GateCommandReader::reopenGate),
            entry(RejectStage.class, GateCommandReader::rejectStage),
            entry(WithdrawApproval.class, GateCommandReader::withdrawApproval),
            entry(PauseDatabase.class, UserCommandReader::pauseDatabase),
            entry(ResumeDatabase.class, UserCommandReader::resumeDatabase),
            entry(PauseRollout.class, UserCommandReader::pauseRollout),
            entry(ResumeRollout.class, UserCommandReader::resumeRollout),
            entry(RetryStep.class, UserCommandReader::retryStep),
            entry(RollBackRollout.class, UserCommandReader::rollBackRollout));

    private UserCommandReader() {}

    static UserCommand read(JsonNode data, Class<? extends UserCommand> command) throws UnreadableMessage {
        Reader reader = READERS.get(command);
        if (reader == null) {
            throw new IllegalArgumentException(command + " has no reader");
        }
        return reader.read(data);
    }

    private static UserCommand registerDatabase(JsonNode data) throws UnreadableMessage {
        Fields fields = Fields.open(
                data, "", Fields.Reading.STRICT, List.of("actor", "reason", "database", "engine"), List.of("naming"));
        DatabaseId database = fields.value("database", DatabaseId::new);
        fields.required("engine");
        List<String> engines = Arrays.stream(Engine.values())
                .map(engine -> engine.name().toLowerCase(Locale.ROOT))
                .toList();
        Engine engine = Engine.valueOf(fields.word("engine", engines).toUpperCase(Locale.ROOT));
        if (engine != Engine.POSTGRESQL) {
            throw UnreadableMessage.notSupportedYet(
                    "engine", "the engine " + engine.name().toLowerCase(Locale.ROOT));
        }
        return new RegisterDatabase(fields.text("actor"), fields.text("reason", ""), database, engine);
    }

    private static UserCommand submitRollout(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data, "rollout", "plan_only");
        return new SubmitRollout(
                fields.text("actor"),
                fields.text("reason", ""),
                RolloutReader.read(fields.required("rollout"), "rollout", Fields.Reading.STRICT),
                fields.flag("plan_only", false));
    }

    private static UserCommand abortRollout(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data, "rollout_id", "leave_in_place");
        return new AbortRollout(
                fields.text("actor"), fields.text("reason"), rolloutId(fields), fields.flag("leave_in_place", false));
    }

    private static UserCommand tuneBackfill(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data, "rollout_id", "batch_duration", "pause");
        if (!fields.has("batch_duration") && !fields.has("pause")) {
            throw UnreadableMessage.invalid("batch_duration", "is required, unless pause is given");
        }
        return new TuneBackfill(
                fields.text("actor"),
                fields.text("reason", ""),
                rolloutId(fields),
                duration(fields, "batch_duration", RolloutReader.SHORTEST_BATCH, RolloutReader.LONGEST_BATCH),
                duration(fields, "pause", Duration.ZERO, LONGEST_PAUSE));
    }

    private static Optional<Duration> duration(Fields fields, String name, Duration least, Duration most)
            throws UnreadableMessage {
        return fields.has(name) ? Optional.of(fields.duration(name, Duration.ZERO, least, most)) : Optional.empty();
    }

    private static UserCommand resolveDoubt(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data, "rollout_id", "took_effect");
        fields.required("took_effect");
        return new ResolveDoubt(
                fields.text("actor"), fields.text("reason"), rolloutId(fields), fields.flag("took_effect", false));
    }

    private static UserCommand addNote(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data, "rollout_id", "text");
        return new AddNote(fields.text("actor"), fields.text("reason", ""), rolloutId(fields), fields.text("text"));
    }

    private static UserCommand startRollout(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data, "rollout_id");
        return new StartRollout(fields.text("actor"), fields.text("reason", ""), rolloutId(fields));
    }

    private static UserCommand pauseDatabase(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data, "database");
        return new PauseDatabase(
                fields.text("actor"), fields.text("reason"), fields.value("database", DatabaseId::new));
    }

    private static UserCommand resumeDatabase(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data, "database");
        return new ResumeDatabase(
                fields.text("actor"), fields.text("reason", ""), fields.value("database", DatabaseId::new));
    }

    private static UserCommand pauseRollout(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data, "rollout_id");
        return new PauseRollout(fields.text("actor"), fields.text("reason", ""), rolloutId(fields));
    }

    private static UserCommand resumeRollout(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data, "rollout_id");
        return new ResumeRollout(fields.text("actor"), fields.text("reason", ""), rolloutId(fields));
    }

    private static UserCommand retryStep(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data, "rollout_id");
        return new RetryStep(fields.text("actor"), fields.text("reason", ""), rolloutId(fields));
    }

    private static UserCommand rollBackRollout(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data, "rollout_id");
        return new RollBackRollout(fields.text("actor"), fields.text("reason"), rolloutId(fields));
    }

    static Fields open(JsonNode data, String... own) throws UnreadableMessage {
        List<String> known = new ArrayList<>(List.of("actor", "reason"));
        known.addAll(List.of(own));
        return Fields.open(data, "", Fields.Reading.STRICT, known, List.of());
    }

    static RolloutId rolloutId(Fields fields) throws UnreadableMessage {
        return fields.value("rollout_id", RolloutId::parse);
    }
}
