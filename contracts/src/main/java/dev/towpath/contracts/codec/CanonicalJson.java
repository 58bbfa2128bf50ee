package dev.towpath.contracts.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * One spelling for each JSON value, so that a hash over it means the value and not its layout: members sorted by UTF-16
 * code units, no white space, strings escaped only where JSON demands it, whole numbers in plain digits. For strings,
 * booleans, null and whole numbers up to 2^53 that is RFC 8785; other numbers are written as
 * {@link java.math.BigDecimal#toString} does, without trailing zeros. Text is hashed in UTF-8.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    public static String of(JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    /** Lower-case hex SHA-256 of the canonical text. */
    public static String sha256(JsonNode value) {
        return sha256(of(value).getBytes(StandardCharsets.UTF_8));
    }

    /** Lower-case hex SHA-256 of the bytes as they are. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void write(JsonNode value, StringBuilder text) {
        switch (value.getNodeType()) {
            case OBJECT -> writeObject(value, text);
            case ARRAY -> writeArray(value, text);
            case NUMBER -> text.append(number(value));
            case STRING -> text.append(string(value.textValue()));
            case BOOLEAN, NULL -> text.append(value.asText());
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON: " + value.getNodeType());
        }
    }

    private static void writeObject(JsonNode object, StringBuilder text) {
        TreeMap<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        text.append('{');
        String separator = "";
        for (var member : members.entrySet()) {
            text.append(separator).append(string(member.getKey())).append(':');
            write(member.getValue(), text);
            separator = ",";
        }
        text.append('}');
    }

    private static void writeArray(JsonNode array, StringBuilder text) {
        text.append('[');
        String separator = "";
        for (JsonNode element : array) {
            text.append(separator);
            write(element, text);
            separator = ",";
        }
        text.append(']');
    }

    /** Never in plain digits where an exponent is due: {@code 1e999999999} would fill the memory. */
    private static String number(JsonNode number) {
        if (number.isIntegralNumber()) {
            return number.bigIntegerValue().toString();
        }
        boolean finite = number.isBigDecimal() || Double.isFinite(number.doubleValue());
        return finite ? number.decimalValue().stripTrailingZeros().toString() : number.asText();
    }

    private static String string(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\f' -> text.append("\\f");
                case '\r' -> text.append("\\r");
                default -> text.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return text.append('"').toString();
    }
}
