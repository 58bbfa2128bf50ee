package dev.towpath.standalone.shop;

import dev.towpath.contracts.ServiceVersion;
import dev.towpath.standalone.part.JavaCommand;
import dev.towpath.standalone.process.Program;
import dev.towpath.standalone.shop.instance.ShopInstance;
import java.util.List;
import java.util.Map;

/** One version of a service on its seat, as a small JVM of its own. It is ready when it serves. */
record InstanceProgram(ShopPlace place, Seat seat, ServiceVersion version) implements Program {
    private static final List<String> FLAGS = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @Override
    public String name() {
        return "shop-" + seat.instance();
    }

    @Override
    public List<String> prepare() {
        ShopFolder.remove(place.folder().serving(seat));
        return JavaCommand.ofClass(
                FLAGS,
                ShopInstance.class.getName(),
                place.folder().root().toString(),
                seat.instance(),
                version.toString(),
                Integer.toString(place.targetPort()),
                Integer.toString(place.apiPort()),
                place.revision(),
                Long.toString(ProcessHandle.current().pid()));
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public boolean ready(long pid) {
        return ShopFolder.read(place.folder().serving(seat)).equals(version + " " + pid);
    }
}
