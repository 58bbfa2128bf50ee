package dev.towpath.cli.revisions;

import dev.towpath.contracts.codec.RolloutFiles;
import dev.towpath.contracts.codec.UnreadableMessage;
import dev.towpath.contracts.spec.RolloutSpec;
import java.util.Locale;

/**
 * A file that should be a rollout file.
 *
 * @param where nothing, or how to say that it is not in the folder itself
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record FoundFile(String path, String where, byte[] content) {
    RolloutSpec read(RolloutFiles files) throws UnreadableMessage {
        return files.read(
                content,
                path.toLowerCase(Locale.ROOT).endsWith(".json") ? RolloutFiles.Format.JSON : RolloutFiles.Format.YAML);
    }

    @Override
    public String toString() {
        return path + where;
    }
}
