package dev.towpath.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A copy of the store's files, taken while it is stopped, that takes their place later. Agents, target and Kafka go on. */
record StoreCopy(Stack stack, Path folder) {
    static StoreCopy of(Stack stack, Path folder) throws IOException {
        stack.withoutStore(store -> {
            run("cp", "-a", store.toString(), folder.toString());
            run("rm", "-f", folder.resolve("postmaster.pid").toString());
        });
        return new StoreCopy(stack, folder);
    }

    void restore() throws IOException {
        stack.withoutStore(store -> {
            run("rm", "-r", store.toString());
            run("cp", "-a", folder.toString(), store.toString());
        });
    }

    /** The files keep their owner, who is another user where the tests run as root. */
    private static void run(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(words));
        try {
            int result = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (result != 0) {
                throw new IOException(command + " ended with " + result);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException(stopping);
        }
    }
}
