package dev.towpath.contracts.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.towpath.contracts.ServiceName;
import dev.towpath.contracts.ServiceVersion;
import dev.towpath.contracts.spec.ServiceSpec;
import dev.towpath.contracts.spec.ServiceSpec.Following;
import dev.towpath.contracts.spec.ServiceSpec.Unaffected;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The key {@code services} of a rollout file: by name, either {@code new_from} and perhaps {@code new_only_from}, or {@code unaffected: true}. */
final class ServiceSpecs {
    private static final List<String> KEYS = List.of("new_from", "new_only_from", "unaffected");

    private ServiceSpecs() {}

    static Map<ServiceName, ServiceSpec> read(Fields file) throws UnreadableMessage {
        Map<ServiceName, ServiceSpec> services = new TreeMap<>();
        JsonNode node = file.optional("services").orElse(NullNode.getInstance());
        if (node.isNull()) {
            return services;
        }
        Fields named = Fields.open(node, file.pathOf("services"), Fields.Reading.TOLERANT, List.of(), List.of());
        for (String name : (Iterable<String>) node::fieldNames) {
            ServiceName service = Fields.value(TextNode.valueOf(name), named.pathOf(name), ServiceName::new);
            JsonNode spec = node.path(name);
            services.put(service, service(Fields.open(spec, named.pathOf(name), file.reading(), KEYS, List.of())));
        }
        return services;
    }

    private static ServiceSpec service(Fields fields) throws UnreadableMessage {
        if (unaffected(fields)) {
            if (fields.has("new_from") || fields.has("new_only_from")) {
                throw UnreadableMessage.invalid(
                        fields.pathOf("unaffected"),
                        "a service that is unaffected has no new_from and no new_only_from");
            }
            return new Unaffected();
        }
        ServiceVersion newFrom = fields.value("new_from", ServiceVersion::new);
        Optional<ServiceVersion> newOnlyFrom = fields.has("new_only_from")
                ? Optional.of(fields.value("new_only_from", ServiceVersion::new))
                : Optional.empty();
        if (newOnlyFrom.isPresent() && !newOnlyFrom.get().isAtLeast(newFrom)) {
            throw UnreadableMessage.invalid(
                    fields.pathOf("new_only_from"), "is below new_from, the first version that knows the new shape");
        }
        return new Following(newFrom, newOnlyFrom);
    }

    private static boolean unaffected(Fields fields) throws UnreadableMessage {
        JsonNode node = fields.optional("unaffected").orElse(BooleanNode.FALSE);
        if (!node.isBoolean()) {
            throw UnreadableMessage.invalid(
                    fields.pathOf("unaffected"), "must be true or false, but is " + Fields.kindOf(node));
        }
        return node.booleanValue();
    }

    /** The key as a file has it, services in alphabetical order. */
    static void write(Map<ServiceName, ServiceSpec> services, ObjectNode file) {
        new TreeMap<>(services).forEach((name, service) -> {
            ObjectNode entry = file.putObject(name.value());
            if (service instanceof Following following) {
                entry.put("new_from", following.newFrom().value());
                following.newOnlyFrom().ifPresent(version -> entry.put("new_only_from", version.value()));
            } else {
                entry.put("unaffected", true);
            }
        });
    }
}
