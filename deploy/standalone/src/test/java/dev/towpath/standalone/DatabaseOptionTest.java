package dev.towpath.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.contracts.DatabaseId;
import dev.towpath.standalone.part.WatchedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseOptionTest {
    @Test
    void id_address_and_login_are_taken_apart() {
        assertThat(DatabaseOption.parse(
                        "crm=postgresql://agent:p%40ss%2B+word@db.example.org:6432/crm?sslmode=require"))
                .isEqualTo(new WatchedDatabase(
                        new DatabaseId("crm"),
                        "postgresql://db.example.org:6432/crm?sslmode=require",
                        "agent",
                        "p@ss++word"));
    }

    @Test
    void the_port_may_be_left_out() {
        assertThat(DatabaseOption.parse("crm=postgresql://agent:x@localhost/crm")
                        .url())
                .isEqualTo("postgresql://localhost:5432/crm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm",
                "=postgresql://a:b@c/d",
                "crm=postgresql://a:b@c",
                "crm=postgresql://a@c/d",
                "crm=postgresql:///d",
                "crm=not a url",
                "CRM=postgresql://a:b@c/d",
                "crm=mysql://a:b@c/d"
            })
    void anything_else_is_refused_naming_the_option_and_not_the_password(String text) {
        assertThatThrownBy(() -> DatabaseOption.parse(text))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("--database: ")
                .hasMessageNotContaining("a:b");
    }
}
