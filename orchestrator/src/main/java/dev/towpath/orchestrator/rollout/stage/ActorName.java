package dev.towpath.orchestrator.rollout.stage;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Tells people apart by the name that they claim. Spelling is not identity: upper or lower case, surrounding or repeated
 * white space and compatible Unicode forms make no second person, so that nobody approves their own rollout by it.
 */
public final class ActorName {
    private ActorName() {}

    public static boolean same(String one, String other) {
        return folded(one).equals(folded(other));
    }

    static String folded(String actor) {
        String composed = Normalizer.normalize(actor, Normalizer.Form.NFKC);
        return composed.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
