package io.leakwatch.workbench.importing.web;

import io.leakwatch.detection.activity.ExactText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A shape of paths, such as {@code /**}{@code /users|members/{person}} or {@code
 * /user?id={person}}.
 *
 * @param text as it was written
 * @param beforeAny the parts before {@code **}; all of them where there is none
 * @param afterAny the parts behind {@code **}; null where there is none
 * @param parameters in lower case, one of which names the person; empty where none does
 */
record PathTemplate(
    String text, List<Part> beforeAny, List<Part> afterAny, Set<String> parameters) {

  private static final String PERSON = "{person}";
  private static final String ANY_PARTS = "**";

  /**
   * One part of a path.
   *
   * @param words in lower case, one of which it must be; null for any
   * @param mark what stands before a person; null where the part names none
   */
  private record Part(Set<String> words, String mark) {

    private static Part of(String text) {
      if (text.endsWith(PERSON)) {
        return new Part(null, text.substring(0, text.length() - PERSON.length()));
      }
      return text.equals("*")
          ? new Part(null, null)
          : new Part(Set.of(text.toLowerCase(Locale.ROOT).split("\\|", -1)), null);
    }

    private boolean fits(String part) {
      if (words != null) {
        return words.contains(part.toLowerCase(Locale.ROOT));
      }
      return mark == null || (part.startsWith(mark) && part.length() > mark.length());
    }
  }

  /**
   * A path that fits.
   *
   * @param person whose data it is; null where the template names none
   * @param endpoint the path with a placeholder instead of the person
   */
  record Fit(String person, String endpoint) {}

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static PathTemplate of(String text) {
    int query = text.indexOf('?');
    String path = query < 0 ? text : text.substring(0, query);
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(text + " does not begin with a slash");
    }
    List<String> parts = parts(path);
    int any = parts.indexOf(ANY_PARTS);
    if (any != parts.lastIndexOf(ANY_PARTS)) {
      throw new IllegalArgumentException(text + " has ** more than once");
    }
    return new PathTemplate(
        text,
        parts.subList(0, any < 0 ? parts.size() : any).stream().map(Part::of).toList(),
        any < 0 ? null : parts.subList(any + 1, parts.size()).stream().map(Part::of).toList(),
        query < 0 ? Set.of() : parameters(text, text.substring(query + 1)));
  }

  private static Set<String> parameters(String text, String query) {
    if (!query.endsWith("=" + PERSON) || query.indexOf('&') >= 0) {
      throw new IllegalArgumentException(
          text + " has no parameter=" + PERSON + " behind its question mark");
    }
    return Set.of(
        query
            .substring(0, query.length() - PERSON.length() - 1)
            .toLowerCase(Locale.ROOT)
            .split("\\|", -1));
  }

  boolean namesPerson() {
    return text.contains(PERSON);
  }

  /** The parts of a path; empty ones are none. */
  static List<String> parts(String path) {
    return Arrays.stream(path.split("/", -1)).filter(part -> !part.isEmpty()).toList();
  }

  /**
   * Whether a path is of this shape; null where it is not.
   *
   * @param parts of the path, decoded
   * @param query what stands behind the path; empty for nothing
   */
  Fit fit(List<String> parts, String query) {
    int after = afterAny == null ? 0 : afterAny.size();
    if (afterAny == null
        ? parts.size() != beforeAny.size()
        : parts.size() < beforeAny.size() + after) {
      return null;
    }
    List<String> endpoint = new ArrayList<>(parts);
    String person = fit(beforeAny, parts, 0, endpoint);
    if (person != null && afterAny != null) {
      String behind = fit(afterAny, parts, parts.size() - after, endpoint);
      person = behind == null ? null : person + behind;
    }
    if (person == null) {
      return null;
    }
    String path = "/" + String.join("/", endpoint);
    if (parameters.isEmpty()) {
      return new Fit(person.isEmpty() ? null : person, path);
    }
    String named = parameter(query);
    return named == null ? null : new Fit(named, path);
  }

  /** The person that these parts name, no characters for none; null where they do not fit. */
  private static String fit(List<Part> wanted, List<String> parts, int at, List<String> endpoint) {
    String person = "";
    for (int i = 0; i < wanted.size(); i++) {
      Part part = wanted.get(i);
      String is = parts.get(at + i);
      if (!part.fits(is)) {
        return null;
      }
      if (part.mark() != null) {
        person = is.substring(part.mark().length());
        endpoint.set(at + i, part.mark() + PERSON);
      }
    }
    return person;
  }

  private String parameter(String query) {
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0
          && parameters.contains(decoded(pair.substring(0, equals)).toLowerCase(Locale.ROOT))) {
        String value = decoded(pair.substring(equals + 1));
        return value.isBlank() ? null : value;
      }
    }
    return null;
  }

  /** Without percent signs where they can be read; callers write what they like. */
  static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    try {
      String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
      return ExactText.isPlain(decoded) ? decoded : exact(text);
    } catch (IllegalArgumentException noEncoding) {
      return text;
    }
  }

  /** Of bytes that are no UTF-8, so that different ones stay apart. */
  private static String exact(String text) {
    StringBuilder ascii = new StringBuilder(text.length() + 16);
    for (byte each : text.replace("+", "%2B").getBytes(StandardCharsets.UTF_8)) {
      ascii.append(each < 0 ? "%%%02X".formatted(each) : (char) each);
    }
    String bytes = URLDecoder.decode(ascii.toString(), StandardCharsets.ISO_8859_1);
    return ExactText.inLog(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }
}
