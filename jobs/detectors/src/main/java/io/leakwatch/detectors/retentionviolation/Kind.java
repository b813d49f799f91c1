package io.leakwatch.detectors.retentionviolation;

import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.ResourceKind;

/** Kinds of records that have a retention period of their own; the order is part of the state. */
@SuppressWarnings("ImmutableEnumChecker") // there is one instance for each combination of classes
enum Kind {
  MESSAGE_METADATA(
      "message metadata", DataClasses.of(DataClass.MESSAGE_METADATA), ResourceKind.DM_METADATA),
  IP_ADDRESSES("IP addresses", DataClasses.of(DataClass.IP_ADDRESS), null),
  LOCATIONS("locations", DataClasses.of(DataClass.LOCATION), null),
  CONTACTS("contact lists", DataClasses.of(DataClass.CONTACT_GRAPH), ResourceKind.CONTACTS),
  CONTACT_DETAILS("contact details", DataClasses.of(DataClass.EMAIL, DataClass.PHONE), null),
  POSTS("posts", DataClasses.NONE, ResourceKind.POSTS);

  final String words;
  private final DataClasses classes;
  private final ResourceKind resource;

  Kind(String words, DataClasses classes, ResourceKind resource) {
    this.words = words;
    this.classes = classes;
    this.resource = resource;
  }

  // Names of its conditions.

  String oldest() {
    return "age of the oldest record: " + words;
  }

  String answers() {
    return "answers with too old " + words;
  }

  String records() {
    return "records in answers with too old " + words;
  }

  /** Whether an answer holds such records: by the classes it names, else by what was asked for. */
  boolean isIn(ApiCall call) {
    return isIn(call.dataClasses())
        || (call.dataClasses().isEmpty() && call.resource() == resource);
  }

  boolean isIn(DataClasses held) {
    return held.hasAny(classes);
  }
}
