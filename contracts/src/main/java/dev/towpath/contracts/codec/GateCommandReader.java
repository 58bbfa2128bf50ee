package dev.towpath.contracts.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.command.ApproveStage;
import dev.towpath.contracts.command.RejectStage;
import dev.towpath.contracts.command.ReopenGate;
import dev.towpath.contracts.command.SkipGate;
import dev.towpath.contracts.command.UserCommand;
import dev.towpath.contracts.command.WithdrawApproval;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What people say at gates, read as strictly as {@link UserCommandReader} reads. */
final class GateCommandReader {
    private GateCommandReader() {}

    static UserCommand approveStage(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data);
        return new ApproveStage(
                fields.text("actor"), fields.text("reason", ""), UserCommandReader.rolloutId(fields), gate(fields));
    }

    static UserCommand rejectStage(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data);
        return new RejectStage(
                fields.text("actor"), fields.text("reason", ""), UserCommandReader.rolloutId(fields), gate(fields));
    }

    static UserCommand withdrawApproval(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data);
        return new WithdrawApproval(
                fields.text("actor"), fields.text("reason", ""), UserCommandReader.rolloutId(fields), gate(fields));
    }

    static UserCommand skipGate(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data);
        return new SkipGate(
                fields.text("actor"), fields.text("reason"), UserCommandReader.rolloutId(fields), gate(fields));
    }

    static UserCommand reopenGate(JsonNode data) throws UnreadableMessage {
        Fields fields = open(data);
        return new ReopenGate(
                fields.text("actor"), fields.text("reason"), UserCommandReader.rolloutId(fields), gate(fields));
    }

    private static Fields open(JsonNode data) throws UnreadableMessage {
        return UserCommandReader.open(data, "rollout_id", "stage");
    }

    private static GatePoint gate(Fields fields) throws UnreadableMessage {
        fields.required("stage");
        List<String> points =
                Arrays.stream(GatePoint.values()).map(GatePoint::wireName).toList();
        return GatePoint.valueOf(fields.word("stage", points).toUpperCase(Locale.ROOT));
    }
}
