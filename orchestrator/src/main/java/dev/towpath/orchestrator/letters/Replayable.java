package dev.towpath.orchestrator.letters;

import dev.towpath.contracts.Topics;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which letters may be put back, by name of what speaks against it. */
final class Replayable {
    /** Topics whose readers drop what they have handled, and judge the rest by what is so now. */
    private static final Pattern TOPICS =
            Pattern.compile("towpath\\.commands|towpath\\.agent\\.[a-z][a-z0-9-]*\\.(commands|outcomes)");

    /** Why it may not. */
    record Refusal(String rule, String detail) {}

    private Replayable() {}

    static Optional<Refusal> against(LetterDocument letter) {
        if (letter.topic().equals(Topics.PRESENCE)) {
            return Optional.of(new Refusal(
                    "OnlyTheLastWordCounts",
                    "an old word of an instance would take the place of a newer one, and an old goodbye would open gates; an"
                            + " instance that lives says again what is so"));
        }
        if (!TOPICS.matcher(letter.topic()).matches()) {
            return Optional.of(new Refusal(
                    "NotATopicOfMessages", "it did not lie on a topic that is read, but on '" + letter.topic() + "'"));
        }
        return letter.complete()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "LetterIncomplete",
                        "the original was too large for the dead letters; its sender has to send it again"));
    }
}
