package dev.towpath.standalone.part;

import java.util.Map;

/** Where the orchestrator keeps its history, and as whom. */
public record StoreLogin(String url, String user, String password) {
    Map<String, String> environment() {
        return Map.of(
                "TOWPATH_STORE_URL", url,
                "TOWPATH_STORE_USERNAME", user,
                "TOWPATH_STORE_PASSWORD", password);
    }
}
