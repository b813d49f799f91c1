package io.leakwatch.detection.activity;

/**
 * One event that was admitted, slimmed to what detectors look at: values are checked and bounded,
 * addresses are normalised, long texts that are only compared are hashed.
 */
public sealed interface Activity permits Login, ApiCall, DmActivity {

  /** Longest id or name, in characters. Ids become state keys, and attackers choose names. */
  int LONGEST_ID = 512;

  /**
   * Most entries of a list in an event, such as the scopes of a call. The widest public APIs define
   * some hundreds of scopes. A sender of more than a thousand wants it to cost time.
   */
  int MOST_LISTED = 1_000;

  /** Unique id of the event. */
  String eventId();

  /** When it happened, in epoch milliseconds. */
  long at();

  /** The account that acted; null where none did. */
  String account();

  /** Where it came from, as {@link NetworkAddress#entityId} writes it; null where not known. */
  String address();

  /** Number of the network operator (autonomous system); 0 where not known. */
  int network();

  /** The OAuth client or app; null where there is none. */
  String client();

  /** The session or token; null outside one. */
  String session();
}
