package dev.towpath.planner.catalog;

/** A table at one end of a foreign key; its names are literal. */
public record Relation(String schema, String name, String owner, boolean agentIsOwner, boolean partitioned) {
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
