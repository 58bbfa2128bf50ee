package dev.towpath.agent.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between an agent and its server, and cuts one connection: when the client sends {@code trigger}, either before
 * the server hears it or when the server has answered it.
 */
public final class CuttingProxy implements AutoCloseable {
    public enum Cut {
        BEFORE_THE_SERVER_HEARS,
        BEFORE_THE_CLIENT_HEARS
    }

    private final ServerSocket listener;
    private final int serverPort;
    private final String trigger;
    private final Cut cut;
    private final AtomicInteger cuts = new AtomicInteger();

    public CuttingProxy(int serverPort, String trigger, Cut cut) {
        this.serverPort = serverPort;
        this.trigger = trigger;
        this.cut = cut;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections were cut: at most one. */
    public int cuts() {
        return cuts.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                Link link = new Link(client, server);
                Thread.ofVirtual().start(() -> link.pump(client, server, true));
                Thread.ofVirtual().start(() -> link.pump(server, client, false));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean deaf;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pump(Socket from, Socket to, boolean fromClient) {
            byte[] buffer = new byte[1 << 16];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (fromClient) {
                        notice(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                    } else if (deaf) {
                        break;
                    }
                    out.write(buffer, 0, n);
                    out.flush();
                }
            } catch (IOException gone) {
                // the other side of the link goes with it
            } finally {
                end();
            }
        }

        private void notice(String sent) throws IOException {
            if (sent.contains(trigger) && cuts.compareAndSet(0, 1)) {
                deaf = true;
                if (cut == Cut.BEFORE_THE_SERVER_HEARS) {
                    throw new IOException("cut");
                }
            }
        }

        private void end() {
            try (client;
                    server) {
                deaf = true;
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
