package dev.towpath.agent.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    @Test
    void a_walk_that_has_not_begun_is_a_null_array() {
        assertThat(new Cursor.Start().literal()).isEqualTo("NULL::text[]");
    }

    @Test
    void keys_are_quoted_so_that_they_can_never_end_the_literal() {
        Cursor cursor = new Cursor.After(List.of("7", "O'Hara\\', '{\"x\"}"));

        assertThat(cursor.literal()).isEqualTo("ARRAY['7','O''Hara\\'', ''{\"x\"}']::text[]");
    }

    @Test
    void the_arguments_of_a_batch_are_its_two_ends() {
        Window window = new Window(new Cursor.After(List.of("1", "a")), List.of("2", "b"));

        assertThat(window.arguments()).isEqualTo("ARRAY['1','a']::text[], ARRAY['2','b']::text[]");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void a_walk_in_windows_of_any_size_meets_every_key_once(long seed) {
        Random random = new Random(seed);
        NavigableSet<Integer> keys = new TreeSet<>();
        random.ints(2_000, 0, 1_000_000).forEach(keys::add);
        List<Integer> met = new ArrayList<>();
        Checkpoint checkpoint = Checkpoint.NONE;

        List<String> upTo = boundary(keys, checkpoint.cursor(), 1);
        while (!upTo.isEmpty()) {
            Window window = new Window(checkpoint.cursor(), upTo);
            Set<Integer> batch = rowsOf(keys, window);
            met.addAll(batch);
            checkpoint = checkpoint.after(window, batch.size());
            upTo = boundary(keys, checkpoint.cursor(), 1 + random.nextInt(100));
        }

        assertThat(met).containsExactlyElementsOf(keys);
        assertThat(checkpoint.rows()).isEqualTo(keys.size());
    }

    private static List<String> boundary(NavigableSet<Integer> keys, Cursor cursor, int size) {
        return keys.tailSet(position(cursor), false).stream()
                .limit(size)
                .reduce((first, second) -> second)
                .map(last -> List.of(last.toString()))
                .orElse(List.of());
    }

    private static Set<Integer> rowsOf(NavigableSet<Integer> keys, Window window) {
        return keys.subSet(position(window.from()), false, position(window.end()), true);
    }

    private static int position(Cursor cursor) {
        return switch (cursor) {
            case Cursor.Start() -> -1;
            case Cursor.After(List<String> key) -> Integer.parseInt(key.getFirst());
        };
    }
}
