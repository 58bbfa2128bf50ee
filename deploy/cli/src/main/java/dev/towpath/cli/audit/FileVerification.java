package dev.towpath.cli.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.towpath.cli.server.CallEnded;
import dev.towpath.cli.server.ExitCode;
import dev.towpath.cli.text.FileTrouble;
import dev.towpath.contracts.anchor.Anchor;
import dev.towpath.contracts.audit.AuditFile;
import dev.towpath.contracts.audit.AuditFileCheck;
import dev.towpath.contracts.audit.Finding;
import dev.towpath.contracts.codec.MessageCodec;
import dev.towpath.planner.PlanHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks an exported file against itself, off-line, and says what it holds. */
public final class FileVerification {
    /** What to say, and whether all is well. */
    public record Verdict(boolean isIntact, List<String> lines) {
        public Verdict {
            lines = List.copyOf(lines);
        }
    }

    private FileVerification() {}

    public static Verdict of(Path path) {
        MessageCodec codec = new MessageCodec();
        JsonNode json = read(path, codec);
        if (!AuditFileCheck.isAuditFile(json)) {
            throw new CallEnded(
                    ExitCode.USAGE, path + " is no file of audit export: its format is not " + AuditFile.FORMAT);
        }
        AuditFileCheck.Result result = AuditFileCheck.of(json, codec, PlanHash::of);
        List<String> lines = new ArrayList<>();
        result.file().forEach(file -> lines.addAll(AuditFileText.lines(file)));
        for (Finding finding : result.findings()) {
            lines.add("BROKEN    " + finding.text());
        }
        lines.add(conclusion(result));
        return new Verdict(result.findings().isEmpty(), lines);
    }

    private static JsonNode read(Path path, MessageCodec codec) {
        try {
            return codec.mapper().readTree(Files.readString(path));
        } catch (JsonProcessingException e) {
            throw new CallEnded(ExitCode.USAGE, path + " is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new CallEnded(ExitCode.USAGE, path + " can't be read: " + FileTrouble.why(path, e));
        }
    }

    private static String covered(long unanchored) {
        return switch ((int) Math.min(unanchored, 2)) {
            case 0 -> "all of its events";
            case 1 -> "all but the last of its events";
            default -> "all but the last " + unanchored + " of its events";
        };
    }

    private static String conclusion(AuditFileCheck.Result result) {
        if (!result.findings().isEmpty()) {
            int broken = result.findings().size();
            return "broken: " + broken + " of the file's statements " + (broken == 1 ? "does not hold" : "do not hold");
        }
        List<Anchor> anchors =
                result.file().stream().flatMap(file -> file.anchors().stream()).toList();
        String anchored = anchors.isEmpty()
                ? "no anchor covers it yet, so it vouches for itself only"
                : "anchor " + anchors.getFirst().number() + " with hash "
                        + anchors.getFirst().hash() + " covers "
                        + covered(result.log().unanchoredEvents())
                        + ": compare it with a ledger's row or the topic's";
        return "intact: the events are a chain and everything in the file follows from them; " + anchored;
    }
}
