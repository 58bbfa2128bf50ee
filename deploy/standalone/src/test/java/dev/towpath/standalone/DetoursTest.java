package dev.towpath.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DetoursTest {
    @Test
    void without_proxies_everybody_goes_to_the_servers_themselves() {
        Detours none = given();
        none.check(2, 2);
        assertThat(none.store(1, 5432)).isEqualTo(5432);
        assertThat(none.target(2, 5433)).isEqualTo(5433);
        assertThat(none.kafka(9092)).isEqualTo(9092);
    }

    @Test
    void one_proxy_serves_all_and_several_serve_one_each() {
        Detours detours = given("--store-proxy", "7001", "--target-proxy", "7011,7012", "--kafka-proxy", "7021");
        detours.check(3, 2);
        assertThat(detours.store(3, 5432)).isEqualTo(7001);
        assertThat(detours.target(1, 5433)).isEqualTo(7011);
        assertThat(detours.target(2, 5433)).isEqualTo(7012);
        assertThat(detours.kafka(9092)).isEqualTo(7021);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--store-proxy  | 7001,7002 | --store-proxy: give one port, or 3: one for each",
                "--target-proxy | 1,2,3     | --target-proxy: give one port, or 2: one for each",
                "--kafka-proxy  | 1,2       | --kafka-proxy: give one port",
                "--kafka-proxy  | 70000     | --kafka-proxy: 70000 is no port: give 1 to 65535"
            })
    void a_number_of_ports_that_fits_nobody_is_refused_naming_the_option(String option, String ports, String message) {
        Detours detours = given(option, ports);
        assertThatThrownBy(() -> detours.check(3, 2))
                .isInstanceOf(Refused.class)
                .hasMessage(message);
    }

    private static Detours given(String... options) {
        return CommandLine.populateCommand(new Detours(), options);
    }
}
