package dev.towpath.contracts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.contracts.change.AddColumn;
import dev.towpath.contracts.change.NewValue;
import dev.towpath.contracts.change.RenameColumn;
import java.util.List;
import org.junit.jupiter.api.Test;

class FootprintTest {
    private static final Footprint NAME = new Footprint(
            "public.users",
            List.of("column public.users.name", "index public.both"),
            List.of("column public.users.id"));

    @Test
    void what_both_only_rely_on_is_no_reason_to_wait() {
        Footprint mail =
                new Footprint("public.users", List.of("column public.users.mail"), List.of("column public.users.id"));

        assertThat(NAME.shared(mail)).isEmpty();
        assertThat(mail.shared(NAME)).isEmpty();
    }

    @Test
    void what_one_changes_and_the_other_changes_or_relies_on_is_shared_whoever_asks() {
        Footprint other = new Footprint(
                "public.users",
                List.of("index public.both", "column public.users.id"),
                List.of("column public.users.name"));

        assertThat(NAME.shared(other))
                .containsExactly("column public.users.id", "column public.users.name", "index public.both");
        assertThat(other.shared(NAME)).isEqualTo(NAME.shared(other));
    }

    @Test
    void whoever_changes_the_whole_table_waits_for_everybody_in_it() {
        Footprint table = new Footprint("public.users", List.of("table public.users"));

        assertThat(NAME.shared(table)).containsExactly("table public.users");
        assertThat(table.shared(new Footprint("public.orders", List.of("column public.orders.id"))))
                .isEmpty();
    }

    @Test
    void a_plan_from_before_both_lists_were_told_apart_shares_what_others_rely_on() {
        Footprint older = new Footprint("public.users", List.of("column public.users.mail", "column public.users.id"));

        assertThat(older.shared(NAME)).containsExactly("column public.users.id");
    }

    @Test
    void a_file_declares_the_columns_that_it_names() {
        assertThat(Footprint.declared(new RenameColumn("public", "users", "name", "title")))
                .isEqualTo(new Footprint(
                        "public.users", List.of("column public.users.name", "column public.users.title")));
        assertThat(Footprint.declared(new AddColumn("crm", "users", "phone", "text", true, new NewValue.None(), "")))
                .isEqualTo(new Footprint("crm.users", List.of("column crm.users.phone")));
    }
}
