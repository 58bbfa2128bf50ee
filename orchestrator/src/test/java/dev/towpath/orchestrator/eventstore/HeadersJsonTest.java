package dev.towpath.orchestrator.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.orchestrator.eventstore.OutboxMessage.Header;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadersJsonTest {
    @Test
    void headers_come_out_as_they_went_in() {
        List<Header> headers = List.of(
                Header.of("ce_id", "ä"),
                new Header("raw", new byte[] {(byte) 0xff, 0}),
                Header.of("ce_id", "again"),
                new Header("none", null));

        assertThat(HeadersJson.read(HeadersJson.write(headers)))
                .usingRecursiveComparison()
                .isEqualTo(headers);
    }
}
