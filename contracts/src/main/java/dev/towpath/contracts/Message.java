package dev.towpath.contracts;

/**
 * What a message may carry as its {@code data}. One explicit table, {@code codec.MessageTypes}, gives each record its
 * CloudEvents type; class names never reach the wire.
 */
public interface Message {}
