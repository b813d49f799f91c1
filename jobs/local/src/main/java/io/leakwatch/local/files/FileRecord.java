package io.leakwatch.local.files;

import org.apache.avro.specific.SpecificRecordBase;

/**
 * What stands at one place of an event file: an event, or a fault where none can be read.
 *
 * @param number the record's or line's number, from 0; blank lines count but give no record
 * @param event null where there is a fault
 * @param fault why there is no event, with the field and the value that were refused; null where
 *     there is one
 * @param raw the line as it stands in the file; null in an Avro container, and where nothing could
 *     be read
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on as it is; nobody compares these.
public record FileRecord(long number, SpecificRecordBase event, String fault, byte[] raw) {

  static FileRecord event(long number, SpecificRecordBase event, byte[] raw) {
    return new FileRecord(number, event, null, raw);
  }

  static FileRecord fault(long number, String fault, byte[] raw) {
    return new FileRecord(number, null, fault, raw);
  }
}
