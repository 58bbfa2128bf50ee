package dev.towpath.standalone;

import dev.towpath.servers.Ports;
import java.util.HashMap;
import java.util.Map;

/** The ports that people and other programs connect to, all on the loopback address. */
public record Endpoints(int api, int kafka, int store, int target) {
    /** Ports that nobody uses at this moment. */
    static Endpoints free() {
        return new Endpoints(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    }

    /** Throws {@link Refused}, naming the option, if a port can't be used, or is given twice. */
    void check(boolean withTarget) {
        Map<Integer, String> taken = new HashMap<>();
        check("--api-port", api, taken);
        check("--kafka-port", kafka, taken);
        check("--store-port", store, taken);
        if (withTarget) {
            check("--target-port", target, taken);
        }
    }

    private static void check(String option, int port, Map<Integer, String> taken) {
        if (port < 1 || port > 65535) {
            throw new Refused(option, port + " is no port: give 1 to 65535");
        }
        String other = taken.put(port, option);
        if (other != null) {
            throw new Refused(option, "port " + port + " is given to " + other + " too");
        }
        if (!Ports.isFree(port)) {
            throw new Refused(option, "port " + port + " is taken by another program; give another one");
        }
    }

    public String apiUrl() {
        return "http://" + Ports.HOST + ":" + api;
    }

    public String bootstrap() {
        return Ports.HOST + ":" + kafka;
    }

    /** The one line that says that a command sent now will be acted on; scripts read it. */
    String readyLine(boolean withTarget) {
        String line = "ready api=" + apiUrl() + " kafka=" + bootstrap() + " store=" + login("towpath", store);
        return withTarget ? line + " target=" + login("shop", target) : line;
    }

    private static String login(String name, int port) {
        return "postgresql://" + name + ":" + name + "@" + Ports.HOST + ":" + port + "/" + name;
    }
}
