package dev.towpath.orchestrator.api;

import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.stream.Collectors;

/** Plays one instance of a service, by HTTP. */
record PresentInstance(String service, String instance, String database) {
    ValidatableResponse speaks(String version, Map<String, String> acknowledged) {
        return speaks(body(version, acknowledged));
    }

    ValidatableResponse speaks(String body) {
        return Client.request()
                .contentType("application/json")
                .body(body)
                .post(path())
                .then();
    }

    ValidatableResponse leaves() {
        return Client.request().delete(path()).then();
    }

    /** The body, which is also the value on the topic. */
    String body(String version, Map<String, String> acknowledged) {
        String phases = acknowledged.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(","));
        return """
                {"service":"%s","instance":"%s","version":"%s","database":"%s","acknowledged":{%s}}""".formatted(service, instance, version, database, phases);
    }

    String key() {
        return service + "/" + instance;
    }

    String path() {
        return "/api/services/" + service + "/instances/" + instance;
    }

    /** What {@code GET /api/services} says of it, if it does. */
    Map<String, Object> shown() {
        return Client.get("/api/services?database=" + database)
                .extract()
                .jsonPath()
                .param("service", service)
                .param("instance", instance)
                .getMap("find { it.service == service }?.instances?.find { it.instance == instance }");
    }
}
