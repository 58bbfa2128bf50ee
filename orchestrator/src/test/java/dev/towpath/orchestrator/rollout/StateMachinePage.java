package dev.towpath.orchestrator.rollout;

import dev.towpath.orchestrator.rollout.state.RolloutState.Submitted;
import dev.towpath.orchestrator.rollout.state.StateName;
import dev.towpath.orchestrator.rollout.view.RolloutView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code docs/state-machine.md}, rendered from the state x command table. */
final class StateMachinePage {
    private static final String HEAD = """
            # The state machine of a rollout

            What every command does in every state, and what status tells people to do there. This page is rendered from the table that the tests of the pure core check pair
            by pair; a pair that is missing fails the build. To rewrite it after a change of the table:
            `mvn -pl orchestrator -am test -Dtest=StateCommandTableTest -Dsurefire.failIfNoSpecifiedTests=false -Dtowpath.rewrite=true`.

            The sample is a rename whose gate `cutover` needs an approval and a soak, and whose gate `drop` needs an approval and
            `keep_for`. Where it waits for services, or a step runs that they bore, its file names services instead, and sets no other
            condition; the services have done their part when a timer rings. An answer is the next state with the events that are recorded, in order; or **already done**, which records
            nothing; or **rejected** with the rule that was broken.

            """;

    private StateMachinePage() {}

    static String render(StateCommandTable table) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("```mermaid\nstateDiagram-v2\n");
        edges(table).forEach(edge -> page.append("    ").append(edge).append('\n'));
        page.append("```\n");
        for (Situation situation : Situation.values()) {
            page.append("\n## ").append(capital(situation.title())).append("\n\n");
            situated(situation)
                    .ifPresent(view ->
                            page.append("Status says: ").append(view.mayDo()).append("\n\n"));
            page.append("| command | answer |\n|---|---|\n");
            for (Order order : Order.values()) {
                String answer = table.answer(situation, order);
                page.append("| ")
                        .append(order.title())
                        .append(" | ")
                        .append(marked(answer))
                        .append(" |\n");
            }
        }
        return page.toString();
    }

    private static Optional<RolloutView> situated(Situation situation) {
        Journey journey = situation.journey();
        return journey.state() instanceof Submitted submitted
                ? Optional.of(RolloutView.of(submitted, journey.now()))
                : Optional.empty();
    }

    /** From one state to another, with the commands that lead there. */
    private static List<String> edges(StateCommandTable table) {
        Map<String, Set<String>> edges = new LinkedHashMap<>();
        for (Situation situation : Situation.values()) {
            String from = name(situation);
            for (Order order : Order.values()) {
                String answer = table.answer(situation, order);
                int colon = answer.indexOf(": ");
                if (colon > 0 && !from.equals(answer.substring(0, colon))) {
                    String edge = from + " --> " + answer.substring(0, colon);
                    edges.computeIfAbsent(edge, any -> new TreeSet<>()).add(order.kind());
                }
            }
        }
        List<String> lines = new ArrayList<>();
        edges.forEach((edge, kinds) -> lines.add(edge + " : " + String.join(", ", kinds)));
        lines.add("rolled_back --> [*]");
        lines.add("aborted --> [*]");
        lines.add("completed --> [*]");
        return lines;
    }

    private static String name(Situation situation) {
        return situation.journey().state() instanceof Submitted submitted
                ? StateName.of(submitted).wireName()
                : "[*]";
    }

    private static String marked(String answer) {
        int colon = answer.indexOf(": ");
        if (colon > 0) {
            return "`" + answer.substring(0, colon) + "` " + answer.substring(colon + 2);
        }
        return answer.startsWith("rejected ")
                ? "**rejected** `" + answer.substring("rejected ".length()) + "`"
                : "**" + answer + "**";
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
