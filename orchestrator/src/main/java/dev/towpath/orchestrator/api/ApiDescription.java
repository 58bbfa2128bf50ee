package dev.towpath.orchestrator.api;

import dev.towpath.orchestrator.api.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Says once for all operations in OpenAPI what they share: the headers of a command, and that refusals are problems. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
    private static final List<Parameter> COMMAND_HEADERS = List.of(
            header(Caller.ACTOR, "Who asks; required unless the body's data names an actor."),
            header(Caller.REASON, "Why; the body's data may name a reason instead."),
            header(
                    Caller.IDEMPOTENCY_KEY,
                    "Identity of the command, within source /api: sent again it gets the same reply. Random if absent."));

    @Override
    public PathItem filterPathItem(PathItem path) {
        if (path.getPOST() != null) {
            COMMAND_HEADERS.forEach(path.getPOST()::addParameter);
        }
        return path;
    }

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getResponses() != null) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            "default",
                            OASFactory.createAPIResponse()
                                    .description("A problem (RFC 9457), with the broken rule; see schema problem")
                                    .content(OASFactory.createContent()
                                            .addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType())));
        }
        return operation;
    }

    private static Parameter header(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(description)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }
}
