package dev.towpath.planner.change;

import dev.towpath.contracts.plan.Footprint;
import dev.towpath.planner.carry.Carried;
import dev.towpath.planner.carry.ColumnMove;
import dev.towpath.planner.catalog.OwnedSequence;
import dev.towpath.planner.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a rename touches or depends on. */
record RenameFootprint(ColumnMove move, Table table, DualWrite dualWrite, List<Carried> carried) {
    Footprint footprint() {
        List<String> objects = new ArrayList<>();
        for (String column : List.of(move.from(), move.to(), move.hidden())) {
            objects.add("column " + move.place() + "." + column);
        }
        dualWrite.pair().names().forEach(trigger -> objects.add("trigger " + move.place() + "." + trigger));
        objects.add("trigger " + move.place() + "." + dualWrite.keeper().names().getFirst());
        carried.forEach(object -> {
            objects.add(object.object());
            objects.addAll(object.keys());
        });
        table.column(move.from()).stream()
                .flatMap(column -> column.sequences().stream())
                .map(OwnedSequence::name)
                .forEach(sequence -> objects.add("sequence " + sequence));
        List<String> changed = objects.stream().distinct().toList();
        return new Footprint(
                move.place(),
                changed,
                reliesOn()
                        .filter(object -> !changed.contains(object))
                        .distinct()
                        .toList());
    }

    private Stream<String> reliesOn() {
        Stream<String> key = Keyset.of(table).orElseThrow().columns().stream()
                .map(column -> "column " + move.place() + "." + column);
        return Stream.concat(key, carried.stream().flatMap(object -> object.reliesOn().stream()));
    }
}
