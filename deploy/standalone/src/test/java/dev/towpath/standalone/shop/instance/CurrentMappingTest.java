package dev.towpath.standalone.shop.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurrentMappingTest {
    private final CurrentMapping mapping = new CurrentMapping(Mapping.FULL_NAME);

    @Test
    void a_change_waits_for_the_requests_of_the_former_mapping_and_new_requests_wait_for_nothing() {
        CurrentMapping.Use former = mapping.use();
        CompletableFuture<Void> change = CompletableFuture.runAsync(() -> mapping.changeTo(Mapping.DISPLAY_NAME));
        await().until(() -> mapping.mapping() == Mapping.DISPLAY_NAME);
        try (CurrentMapping.Use next = mapping.use()) {
            assertThat(next.mapping()).isEqualTo(Mapping.DISPLAY_NAME);
            assertThat(former.mapping()).isEqualTo(Mapping.FULL_NAME);
            assertThat(change).isNotDone();
            former.close();
            await().until(change::isDone);
        }
    }

    @Test
    void a_change_to_what_is_so_waits_for_nobody() {
        try (CurrentMapping.Use use = mapping.use()) {
            mapping.changeTo(Mapping.FULL_NAME);
            assertThat(use.mapping()).isEqualTo(Mapping.FULL_NAME);
        }
    }

    @Test
    void after_a_change_no_request_goes_by_the_former_mapping_however_many_are_served() {
        AtomicInteger byFullName = new AtomicInteger();
        AtomicBoolean ending = new AtomicBoolean();
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        IntStream.range(0, 4)
                .forEach(n -> workers.add(CompletableFuture.runAsync(() -> {
                    while (!ending.get()) {
                        try (CurrentMapping.Use use = mapping.use()) {
                            int now = use.mapping() == Mapping.FULL_NAME ? byFullName.incrementAndGet() : 0;
                            Thread.onSpinWait();
                            byFullName.addAndGet(now > 0 ? -1 : 0);
                        }
                    }
                })));
        for (int round = 0; round < 500; round++) {
            mapping.changeTo(Mapping.DISPLAY_NAME);
            assertThat(byFullName).hasValue(0);
            mapping.changeTo(Mapping.FULL_NAME);
        }
        ending.set(true);
        workers.forEach(CompletableFuture::join);
    }
}
