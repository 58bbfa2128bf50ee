package dev.towpath.orchestrator.api;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An instance that speaks every 300 ms until it is closed, and then says goodbye. */
final class LivingInstance implements AutoCloseable {
    private final PresentInstance instance;
    private final String version;
    private final boolean follows;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();

    private LivingInstance(PresentInstance instance, String version, boolean follows) {
        this.instance = instance;
        this.version = version;
        this.follows = follows;
        speak();
        beats.scheduleWithFixedDelay(this::speak, 300, 300, TimeUnit.MILLISECONDS);
    }

    /** A version that knows the change: it acknowledges every phase as soon as it is told. */
    static LivingInstance following(PresentInstance instance, String version) {
        return new LivingInstance(instance, version, true);
    }

    /** A version that knows nothing of phases. */
    static LivingInstance old(PresentInstance instance, String version) {
        return new LivingInstance(instance, version, false);
    }

    private void speak() {
        List<Map<String, String>> told = instance.speaks(version, acknowledged)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("");
        if (follows) {
            told.forEach(phase -> acknowledged.put(phase.get("rollout_id"), phase.get("phase")));
        }
    }

    @Override
    public void close() {
        beats.close();
        instance.leaves().statusCode(204);
    }
}
