package dev.towpath.acceptance;

import java.io.IOException;
import java.nio.file.Path;

/** A running {@code up} with what a user has to talk to it. */
record Running(Stack stack, Api api, Wire wire) implements AutoCloseable {
    static Running start(Path data, String... options) throws IOException {
        return of(Stack.start(data, options));
    }

    /** Two orchestrators and two agents with a shop, and sluices between them and their servers. */
    static Running startBehindSluices(Path data) throws IOException {
        return of(Stack.startBehindSluices(data));
    }

    private static Running of(Stack stack) throws IOException {
        return new Running(stack, new Api(stack.apis()), new Wire(stack.kafka()));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stack.close();
    }
}
