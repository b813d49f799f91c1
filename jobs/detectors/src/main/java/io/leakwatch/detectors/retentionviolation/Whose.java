package io.leakwatch.detectors.retentionviolation;

import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DmActivity;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whose data an answer held, as far as it says.
 *
 * @param accounts the people
 * @param object the object or conversation; null for none
 */
record Whose(List<String> accounts, String object) {

  static Whose of(ApiCall call) {
    String person = call.target() == null ? call.account() : call.person();
    String object = call.target() == null || person != null ? null : call.target();
    return new Whose(Stream.ofNullable(person).toList(), object);
  }

  /** Metadata of a message belong to both sides; who reads it from outside is none. */
  static Whose of(DmActivity read) {
    Stream<String> reader = read.member() ? Stream.of(read.account()) : Stream.empty();
    List<String> accounts = Stream.concat(reader, Stream.ofNullable(read.peer())).toList();
    return new Whose(accounts, read.conversation());
  }
}
