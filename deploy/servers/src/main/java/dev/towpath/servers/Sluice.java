package dev.towpath.servers;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between programs and one server, passes on what they say to each other, and does what networks do: it cuts
 * connections, so that both sides see a reset, or shuts, so that both sides go on believing in a connection through which
 * nothing comes any more. A connection that was open while it was shut never comes to life again; those made later do.
 */
public final class Sluice implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int BACKLOG = 100;

    private final ServerSocketChannel listener;
    private final int serverPort;
    private final Set<Passage> open = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;

    private Sluice(ServerSocketChannel listener, int serverPort) {
        this.listener = listener;
        this.serverPort = serverPort;
    }

    /** Listens on {@code port}; whoever comes while the server isn't there is turned away. */
    public static Sluice open(int port, int serverPort) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        Sluice sluice = new Sluice(
                listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG), serverPort);
        Thread.ofVirtual().name("sluice before " + serverPort).start(sluice::accept);
        return sluice;
    }

    public int port() {
        return listener.socket().getLocalPort();
    }

    /** How many connections somebody still holds at one end at least. */
    public int connections() {
        return open.size();
    }

    /** Resets every connection; says how many that were. The next ones pass as ever. */
    public int cut() {
        return (int) open.stream().filter(Passage::reset).count();
    }

    /** From now on nothing passes, and nobody is told, not of an end either; says how many connections that hit. */
    public int shut() {
        shut = true;
        return (int) open.stream().filter(Passage::deafen).count();
    }

    /** Connections that are made from now on pass. */
    public void reopen() {
        shut = false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(Passage::reset);
    }

    private void accept() {
        try {
            while (true) {
                Passage passage = new Passage(listener.accept());
                open.add(passage);
                if (shut) {
                    passage.deafen(); // shut between the two
                }
                Thread.ofVirtual().start(passage::fromClient);
            }
        } catch (IOException closed) {
            open.forEach(Passage::reset);
        }
    }

    private final class Passage {
        private final SocketChannel client;
        private final SocketChannel server;
        private volatile boolean deaf = shut;

        Passage(SocketChannel client) throws IOException {
            this.client = client;
            this.server = SocketChannel.open();
        }

        /** Whether it was not so before. */
        synchronized boolean deafen() {
            boolean heard = !deaf;
            deaf = true;
            return heard;
        }

        /** Whoever connects while it is shut talks to nobody. */
        void fromClient() {
            try {
                if (deaf) {
                    close(server);
                } else {
                    server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
                    Thread.ofVirtual().start(() -> pass(server, client));
                }
                pass(client, server);
            } catch (IOException serverAway) {
                reset();
            }
        }

        private void pass(SocketChannel from, SocketChannel to) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            try {
                while (from.read(buffer) >= 0) {
                    buffer.flip();
                    while (!deaf && buffer.hasRemaining()) {
                        to.write(buffer);
                    }
                    buffer.clear();
                }
            } catch (IOException gone) {
                // ends as an orderly end does
            }
            close(from);
            if (!deaf) {
                close(to);
            }
            if (!to.isOpen()) {
                open.remove(this);
            }
        }

        /** Whether something passed until then. */
        boolean reset() {
            boolean passed = open.remove(this) && !deaf;
            resetAtClose(client); // both before either is closed, which may have the other closed by who reads from it
            resetAtClose(server);
            close(client);
            close(server);
            return passed;
        }

        private static void resetAtClose(SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException gone) {
                // nothing is left that could be reset
            }
        }

        private static void close(SocketChannel channel) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
