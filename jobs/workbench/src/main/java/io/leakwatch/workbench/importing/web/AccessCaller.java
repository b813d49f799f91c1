package io.leakwatch.workbench.importing.web;

import static io.leakwatch.workbench.importing.web.AccessLine.missing;

import io.leakwatch.workbench.importing.lines.Placeholders;
import io.leakwatch.workbench.importing.lines.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What stands before the time in a line of an access log: who asked.
 *
 * @param sources address or name of a host, or several where proxies forwarded the request, the
 *     nearest last; empty where the log names none
 * @param user null or dash where the request was not authenticated
 */
record AccessCaller(List<String> sources, String user) {

  private static final Pattern OF_SYSLOG =
      Pattern.compile(
          "^(?:<\\d{1,3}>)?(?:1 )?(?:[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\S+ [^\\s\\[:]+(?:\\[\\d+\\])?: "
              + "|\\d{4}-\\d\\d-\\d\\dT[\\d:.,]+(?:Z|[+-]\\d\\d:?\\d\\d) (?:(?:stdout|stderr) [FP] "
              + "|\\S+ [^\\s\\[:]+(?:\\[\\d+\\])?: )?)");

  private static final Pattern WITH_PORT = Pattern.compile("[^:\\s]+:\\d{1,5}");

  private static final String NOBODY = " - -";

  /**
   * Reads the fields.
   *
   * @throws IllegalArgumentException that says what is missing
   */
  static AccessCaller parse(String text) {
    String fields = OF_SYSLOG.matcher(text).replaceFirst("").stripTrailing();
    int comma = fields.lastIndexOf(',');
    List<String> behind = words(fields.substring(comma + 1));
    if (comma >= 0 && behind.size() >= 3 && isSource(behind.get(0))) {
      // What stands before the last comma, a caller may have written, spaces and all.
      List<String> sources =
          new ArrayList<>(listed(withoutVirtualHost(fields.substring(0, comma))));
      sources.addAll(listed(behind.get(0)));
      return new AccessCaller(named(sources), user(behind.subList(2, behind.size())));
    }
    AccessCaller caller = fromTheLeft(words(fields));
    if (fields.endsWith(NOBODY) && caller.user() != null) {
      throw shifted();
    }
    return caller;
  }

  private static AccessCaller fromTheLeft(List<String> words) {
    int at = words.size() > 1 && isVirtualHost(words.get(0), words.get(1)) ? 1 : 0;
    List<String> sources = new ArrayList<>();
    do {
      sources.addAll(listed(at < words.size() ? words.get(at++) : ""));
    } while (at < words.size() - 1 && isAddresses(words.get(at)));
    if (sources.isEmpty()) {
      throw missing("the address");
    }
    if (at >= words.size()) {
      throw missing("the identity");
    }
    return new AccessCaller(named(sources), user(words.subList(at + 1, words.size())));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.strip().split("[ \\t]+", -1)) {
      words.add(word.replace("\"", ""));
    }
    return words;
  }

  /** The parts of a list that are divided by commas; empty ones are none. */
  static List<String> listed(String text) {
    List<String> listed = new ArrayList<>();
    for (String one : text.split(",", -1)) {
      String stripped = one.strip().replace("\"", "");
      if (!stripped.isEmpty()) {
        listed.add(stripped);
      }
    }
    return listed;
  }

  private static String withoutVirtualHost(String text) {
    List<String> words = words(text);
    return words.size() > 1 && isVirtualHost(words.get(0), words.get(1))
        ? text.strip().substring(words.get(0).length())
        : text;
  }

  /** Several servers' logs in one begin with the server's name, or with an id. */
  private static boolean isVirtualHost(String word, String next) {
    return !isAddresses(word)
        && !word.equals("-")
        && !word.endsWith(",")
        && (isAddresses(next) || (WITH_PORT.matcher(word).matches() && !next.equals("-")));
  }

  private static boolean isSource(String word) {
    return Sources.isAddress(word) || Placeholders.isNobody(word);
  }

  private static boolean isAddresses(String word) {
    List<String> listed = listed(word);
    return listed.stream().allMatch(AccessCaller::isSource)
        && listed.stream().anyMatch(Sources::isAddress);
  }

  private static List<String> named(List<String> sources) {
    return sources.stream().filter(one -> !one.equals("-")).toList();
  }

  private static String user(List<String> words) {
    if (words.isEmpty()) {
      throw missing("the user");
    }
    if (words.stream().allMatch("-"::equals)) {
      return null;
    }
    if (words.size() > 1 && words.get(0).equals("-")) {
      throw shifted();
    }
    return String.join(" ", words);
  }

  private static IllegalArgumentException shifted() {
    return new IllegalArgumentException(
        "its fields are shifted: there are more before the time than a combined log has");
  }
}
