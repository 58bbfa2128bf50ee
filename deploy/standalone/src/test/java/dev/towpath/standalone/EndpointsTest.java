package dev.towpath.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.servers.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    @Test
    void the_ready_line_is_what_scripts_read() {
        Endpoints defaults = new Endpoints(8080, 19092, 15432, 15433);
        assertThat(defaults.readyLine(true))
                .isEqualTo("ready api=http://127.0.0.1:8080 kafka=127.0.0.1:19092"
                        + " store=postgresql://towpath:towpath@127.0.0.1:15432/towpath"
                        + " target=postgresql://shop:shop@127.0.0.1:15433/shop");
        assertThat(defaults.readyLine(false)).endsWith("/towpath");
    }

    @Test
    void a_taken_port_is_refused_naming_its_option() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(Ports.HOST))) {
            Endpoints endpoints = new Endpoints(Ports.free(), other.getLocalPort(), Ports.free(), Ports.free());
            assertThatThrownBy(() -> endpoints.check(true))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("--kafka-port: port " + other.getLocalPort() + " is taken");
        }
    }

    @Test
    void a_port_given_twice_is_refused_unless_there_is_no_target_to_use_it() {
        int shared = Ports.free();
        Endpoints endpoints = new Endpoints(Ports.free(), Ports.free(), shared, shared);
        assertThatThrownBy(() -> endpoints.check(true)).hasMessageContaining("--target-port");
        assertThatCode(() -> endpoints.check(false)).doesNotThrowAnyException();
    }

    @Test
    void no_port_is_refused() {
        assertThatThrownBy(() -> new Endpoints(0, 1, 2, 3).check(true))
                .hasMessageContaining("--api-port: 0 is no port");
    }
}
