package dev.towpath.standalone.shop.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file of {@link Measured}, one JSON object a line, appended to by one process at a time. A process that is killed
 * loses the second that it was in, and no line is ever changed.
 */
public record MeasuredLines(Path file) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    public void append(Measured measured) {
        try {
            Files.writeString(
                    file,
                    JSON.writeValueAsString(measured) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything so far; a line that is still being written, or was cut by a kill, is left out. */
    public List<Measured> read() {
        try {
            return Files.exists(file)
                    ? Files.readString(file)
                            .lines()
                            .filter(line -> line.endsWith("}"))
                            .map(MeasuredLines::parse)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Measured parse(String line) {
        try {
            return JSON.readValue(line, Measured.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
