package dev.towpath.cli.audit;

import dev.towpath.contracts.audit.AuditFile;
import dev.towpath.contracts.audit.AuditSummary;
import java.util.ArrayList;
import java.util.List;

/** What an exported file says of its rollout, a line for each thing that an auditor asks. */
final class AuditFileText {
    private AuditFileText() {}

    static List<String> lines(AuditFile file) {
        AuditSummary summary = file.summary();
        List<String> lines = new ArrayList<>();
        lines.add("rollout   " + file.rolloutId() + ", " + summary.end().replace('_', ' ') + ", "
                + file.events().size() + " events; submitted " + summary.submitted() + " by " + summary.author());
        summary.plans()
                .forEach(plan -> lines.add("plan      " + plan.hash() + ", " + plan.steps()
                        + " steps, no way back after " + plan.pointOfNoReturn()));
        summary.approvals()
                .forEach(word -> lines.add("approval  " + word.time() + " " + word.gate() + ": "
                        + word.said().replace('_', ' ') + " by " + word.actor() + " (" + summary.trust() + ")"));
        summary.skips()
                .forEach(skip -> lines.add("skip      " + skip.time() + " " + skip.gate() + " by " + skip.actor() + ": "
                        + skip.reason() + "; not met: " + String.join("; ", skip.unmet())));
        summary.attempts().stream()
                .filter(attempt ->
                        !attempt.lock().equals("none") || !attempt.what().equals("completed"))
                .forEach(attempt -> lines.add(attempt(attempt)));
        summary.verifications()
                .forEach(comparison -> lines.add("compared  " + comparison.time() + " " + comparison.step() + ": "
                        + (comparison.passed() ? "passed" : "not passed")
                        + (comparison.detail().isEmpty() ? "" : "; " + comparison.detail())));
        return lines;
    }

    private static String attempt(AuditSummary.Attempt attempt) {
        return "lock      " + attempt.time() + " " + attempt.step() + " attempt " + attempt.attempt() + " "
                + attempt.what().replace('_', ' ') + ": " + attempt.lock() + ", tried "
                + (attempt.lockAttempts() == 1 ? "once" : attempt.lockAttempts() + " times") + ", waited "
                + attempt.lockWait().toMillis() + " ms"
                + (attempt.detail().isEmpty() ? "" : "; " + attempt.detail());
    }
}
