package dev.towpath.standalone.shop;

import dev.towpath.standalone.part.JavaCommand;
import dev.towpath.standalone.process.Program;
import dev.towpath.standalone.process.ProgramFiles;
import java.util.List;
import java.util.Map;

/** The sample shop as one supervised program. It is ready when every instance serves. */
public record ShopProgram(ShopPlace place, ProgramFiles files) implements Program {
    private static final List<String> FLAGS = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @Override
    public String name() {
        return "shop";
    }

    @Override
    public List<String> prepare() {
        ShopFolder.remove(place.folder().open());
        return JavaCommand.ofClass(
                FLAGS,
                Shop.class.getName(),
                place.folder().root().toString(),
                files.runFolder().toString(),
                files.logFolder().toString(),
                Integer.toString(place.targetPort()),
                Integer.toString(place.apiPort()),
                place.revision());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public boolean ready(long pid) {
        return ShopFolder.read(place.folder().open()).equals(Long.toString(pid));
    }
}
