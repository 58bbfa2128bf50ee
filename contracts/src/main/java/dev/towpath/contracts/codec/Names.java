package dev.towpath.contracts.codec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a wrong one was most likely meant to be. */
final class Names {
    private Names() {}

    /** {@code ; did you mean 'from'?}, or a list of what is known where nothing is near. */
    static String suggestion(String wrong, Collection<String> known) {
        return nearest(wrong, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElseGet(() -> known.isEmpty()
                        ? "; nothing is known here"
                        : "; known are "
                                + String.join(", ", known.stream().sorted().toList()));
    }

    /** The known name with the fewest edits, if these are at most a third of the longer one's length, and one at least. */
    static Optional<String> nearest(String wrong, Collection<String> known) {
        String text = wrong.toLowerCase(Locale.ROOT).replace('-', '_');
        if (text.length() > 64) {
            return Optional.empty();
        }
        return known.stream()
                .min(Comparator.comparingInt((String name) -> distance(text, name.replace('-', '_')))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(text, name.replace('-', '_'))
                        <= Math.max(1, Math.max(text.length(), name.length()) / 3));
    }

    /** Edits that turn one into the other; two neighbours that changed places are one edit (optimal string alignment). */
    private static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = cell(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int cell(int[][] cost, String left, String right, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int best = Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
