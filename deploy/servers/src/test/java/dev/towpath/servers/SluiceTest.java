package dev.towpath.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SluiceTest {
    private static final int A_MOMENT_MILLIS = 300;

    ServerSocket server;
    Sluice sluice;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        sluice = Sluice.open(0, server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        sluice.close();
        server.close();
    }

    @Test
    void passes_both_ways() throws IOException {
        try (Socket client = connect();
                Socket served = server.accept()) {
            client.getOutputStream().write(1);
            assertThat(served.getInputStream().read()).isEqualTo(1);
            served.getOutputStream().write(2);
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void an_orderly_end_stays_one() throws IOException {
        try (Socket client = connect();
                Socket served = server.accept()) {
            served.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_cut_is_a_reset_for_both_sides_and_the_next_connection_passes() throws IOException {
        try (Socket client = connect();
                Socket served = server.accept()) {
            assertThat(sluice.cut()).isEqualTo(1);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> served.getInputStream().read()).isInstanceOf(SocketException.class);
            passes_both_ways();
        }
    }

    @Test
    void through_a_shut_sluice_nothing_comes_not_even_an_end_and_it_stays_so_for_who_was_there() throws IOException {
        try (Socket client = connect();
                Socket served = server.accept()) {
            assertThat(sluice.shut()).isEqualTo(1);
            client.getOutputStream().write(1);
            assertSilent(served);
            sluice.reopen();
            client.getOutputStream().write(1);
            client.shutdownOutput();
            assertSilent(served);
            passes_both_ways();
        }
    }

    @Test
    void who_comes_while_it_is_shut_is_taken_and_not_heard() throws IOException {
        sluice.shut();
        try (Socket client = connect()) {
            client.getOutputStream().write(1);
            assertSilent(client);
        }
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(A_MOMENT_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), sluice.port());
    }
}
