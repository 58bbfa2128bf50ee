package dev.towpath.contracts.audit;

import dev.towpath.contracts.audit.Claims.Claim;
import dev.towpath.contracts.codec.EventHash;
import java.util.List;
import java.util.function.Consumer;

/** One stream of {@link LogVerifier}. */
final class StreamCheck {
    private final String name;
    private final List<Claim> claims;
    private final Consumer<Finding> found;
    private long last;
    private String lastHash = EventHash.FIRST;
    private LogPlace lastPlace = LogPlace.START;
    /** Whether what comes next can't be chained to what was read before. */
    private boolean gap;

    private int nextClaim;
    private long agreed;
    private boolean rewritten;
    private long unanchored;
    private int findings;

    StreamCheck(String name, List<Claim> claims, Consumer<Finding> found) {
        this.name = name;
        this.claims = claims;
        this.found = found;
    }

    boolean isOf(String stream) {
        return name.equals(stream);
    }

    String name() {
        return name;
    }

    /** Events after the last that an anchor covers. */
    long unanchored() {
        return unanchored;
    }

    void accept(LoggedEvent event) {
        long version = event.version();
        count(version);
        if (version <= last || event.place().compareTo(lastPlace) <= 0) {
            report(new Finding.OutOfOrder(name, version));
        }
        if (!event.computedHash().equals(event.hash())) {
            report(new Finding.Edited(name, version));
        }
        if (!gap && !event.previousHash().equals(lastHash)) {
            report(new Finding.Unchained(name, version));
        }
        compare(version, event.hash());
        advance(version, event.hash());
        lastPlace = event.place();
    }

    void unreadable(long version, String detail) {
        count(version);
        report(new Finding.Unreadable(name, version, detail));
        advance(version, "");
        gap = true;
    }

    void end() {
        if (!claims.isEmpty()) {
            Claim latest = claims.get(claims.size() - 1);
            if (latest.version() > last) {
                report(new Finding.CutOff(name, last, latest.version(), latest.anchor()));
            }
        }
    }

    private void count(long version) {
        if (version > last + 1) {
            report(new Finding.Missing(name, last + 1, version - 1));
            gap = true;
        }
        if (claims.isEmpty() || version > claims.get(claims.size() - 1).version()) {
            unanchored++;
        }
    }

    private void compare(long version, String hash) {
        while (nextClaim < claims.size() && claims.get(nextClaim).version() <= version) {
            Claim claim = claims.get(nextClaim++);
            if (claim.version() == version && claim.agrees(hash)) {
                agreed = version;
            } else if (claim.version() == version && !rewritten) {
                rewritten = true;
                report(new Finding.Rewritten(name, agreed, version, claim.anchor()));
            }
        }
    }

    private void advance(long version, String hash) {
        last = version;
        lastHash = hash;
        gap = false;
    }

    private void report(Finding finding) {
        findings++;
        if (findings <= LogVerifier.FINDINGS) {
            found.accept(finding);
        } else if (findings == LogVerifier.FINDINGS + 1) {
            found.accept(new Finding.AndMore(name));
        }
    }
}
