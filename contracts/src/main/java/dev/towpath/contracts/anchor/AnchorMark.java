package dev.towpath.contracts.anchor;

/**
 * What a ledger keeps of an anchor: enough to tell whether somebody else's copy of it, or of one before it, is the true one.
 */
public record AnchorMark(long number, String hash, String previousHash) {}
