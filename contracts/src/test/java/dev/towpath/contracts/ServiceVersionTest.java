package dev.towpath.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Precedence as in section 11 of Semantic Versioning 2.0.0. */
class ServiceVersionTest {
    @ParameterizedTest
    @CsvSource({
        "1.9.0, 1.10.0",
        "2.4.0-rc.1, 2.4.0",
        "1.0.0-alpha, 1.0.0-alpha.1",
        "1.0.0-alpha.1, 1.0.0-alpha.beta",
        "1.0.0-beta.2, 1.0.0-beta.11",
        "2.4.0+9, 2.4.1+1"
    })
    void the_left_one_is_older(String left, String right) {
        assertThat(new ServiceVersion(left)).isLessThan(new ServiceVersion(right));
        assertThat(new ServiceVersion(right).isAtLeast(new ServiceVersion(left)))
                .isTrue();
        assertThat(new ServiceVersion(left).isAtLeast(new ServiceVersion(right)))
                .isFalse();
    }

    @Test
    void the_build_says_nothing() {
        assertThat(new ServiceVersion("2.4.0+1").isAtLeast(new ServiceVersion("2.4.0+2")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "2.4", "v2.4.0", " 2.4.0", "2.4.0 ", "02.4.0", "2.4.0-", "2.4.0-01", "latest"})
    void what_is_no_semantic_version_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ServiceVersion(text));
    }
}
