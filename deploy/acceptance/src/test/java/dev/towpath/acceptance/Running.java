package dev.towpath.acceptance;

import java.io.IOException;
import java.nio.file.Path;

/** A running {@code up} with what a user has to talk to it. */
record Running(Stack stack, Api api, Wire wire) implements AutoCloseable {
    static Running start(Path data, String... options) throws IOException {
        Stack stack = Stack.start(data, options);
        return new Running(stack, new Api(stack.api()), new Wire(stack.kafka()));
    }

    @Override
    public void close() throws InterruptedException {
        stack.close();
    }
}
