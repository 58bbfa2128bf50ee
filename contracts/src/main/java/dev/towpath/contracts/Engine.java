package dev.towpath.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The engine of a registered database. Only {@link #POSTGRESQL} has an agent today; the others are refused by name. */
public enum Engine {
    @JsonProperty("postgresql")
    POSTGRESQL,
    @JsonProperty("mysql")
    MYSQL,
    @JsonProperty("mariadb")
    MARIADB,
    @JsonProperty("sqlite")
    SQLITE
}
