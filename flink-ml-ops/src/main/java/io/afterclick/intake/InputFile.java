package io.afterclick.intake;

import io.afterclick.event.EventKind;
import java.io.Serializable;

/**
 * A file of records.
 *
 * @param kind what the records are; an official row counts as a click
 * @param path where to open it
 * @param name as messages and dead letters call it
 */
public record InputFile(InputFormat format, EventKind kind, String path, String name) implements Serializable {}
