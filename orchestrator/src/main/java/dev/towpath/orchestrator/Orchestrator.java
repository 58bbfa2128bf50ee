package dev.towpath.orchestrator;

import dev.towpath.orchestrator.migration.Migration;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import java.sql.SQLException;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the application, or with the argument {@code migrate} runs that job and ends. */
@QuarkusMain
public final class Orchestrator {
    private Orchestrator() {}

    public static void main(String... arguments) throws SQLException {
        if (arguments.length == 1 && arguments[0].equals("migrate")) {
            SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
            new Migration(
                            config.getValue("towpath.store.url", String.class),
                            config.getValue("towpath.store.username", String.class),
                            config.getValue("towpath.store.password", String.class),
                            config.getValue("kafka.bootstrap.servers", String.class))
                    .run();
        } else {
            Quarkus.run(arguments);
        }
    }
}
