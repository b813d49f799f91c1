package io.leakwatch.pipeline.mapping;

/** What is said about places that are none. */
final class PlaceWords {

  private PlaceWords() {}

  static String none(String text) {
    return ("'%s' is no place in a record; write a JSON pointer such as /user/name (RFC 6901: ~1 for"
            + " a slash in a name, ~0 for a tilde), header:NAME, key, place or content")
        .formatted(text);
  }
}
