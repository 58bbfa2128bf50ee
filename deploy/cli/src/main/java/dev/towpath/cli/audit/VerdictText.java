package dev.towpath.cli.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.towpath.cli.audit.Verification.Verdict;
import dev.towpath.contracts.audit.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** A verdict for people, and for scripts. */
public final class VerdictText {
    private VerdictText() {}

    public static List<String> lines(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        lines.add("log       " + counted(verdict.log().events(), "event") + " in "
                + counted(verdict.log().streams(), "stream") + ", at "
                + verdict.places().store().place());
        lines.add("anchors   " + counted(verdict.anchors().last(), "anchor") + ", from " + places(verdict)
                + (verdict.anchors().onlyInStore() == 0
                        ? ""
                        : "; " + verdict.anchors().onlyInStore() + " more in the store only"));
        verdict.findings().forEach(finding -> lines.add("BROKEN    " + finding.text()));
        if (verdict.count() > verdict.findings().size()) {
            lines.add("BROKEN    and " + (verdict.count() - verdict.findings().size()) + " more");
        }
        new TreeMap<>(verdict.log().unanchored())
                .forEach((stream, events) -> lines.add("unanchored " + counted(events, "event") + " of " + stream));
        lines.add(conclusion(verdict));
        return lines;
    }

    public static String json(Verdict verdict) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("intact", verdict.isIntact());
        json.put("events", verdict.log().events());
        json.put("streams", verdict.log().streams());
        json.put("last_anchor", verdict.anchors().last());
        json.put("anchors_only_in_store", verdict.anchors().onlyInStore());
        json.put("finding_count", verdict.count());
        ArrayNode findings = json.putArray("findings");
        verdict.findings()
                .forEach(finding ->
                        findings.addObject().put("kind", kind(finding)).put("text", finding.text()));
        json.put("unanchored_events", verdict.log().unanchoredEvents());
        ObjectNode unanchored = json.putObject("unanchored");
        new TreeMap<>(verdict.log().unanchored()).forEach(unanchored::put);
        return json.toPrettyString();
    }

    private static String conclusion(Verdict verdict) {
        String after = verdict.log().unanchoredEvents() == 0
                ? "every event is anchored"
                : counted(verdict.log().unanchoredEvents(), "event")
                        + " not anchored yet, which nobody outside can swear to";
        return (verdict.isIntact() ? "intact: " : "broken: " + counted(verdict.count(), "finding") + "; ") + after;
    }

    private static String places(Verdict verdict) {
        List<String> places = new ArrayList<>();
        verdict.places().kafka().ifPresent(brokers -> places.add(AnchorTopic.PLACE + " at " + brokers));
        verdict.places().ledgers().forEach(ledger -> places.add("ledger " + ledger.place()));
        return String.join(" and ", places);
    }

    private static String kind(Finding finding) {
        return finding.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
