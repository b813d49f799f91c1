package io.leakwatch.local.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a query in PromQL looks for. It knows no more of the language than our queries use, and says
 * so where one uses more; whether they are well formed is promtool's to say.
 *
 * @param where which query it is, for messages
 */
record PromQuery(String where, String text) {

  private static final Set<String> KNOWN_WORDS =
      Set.of("sum", "max", "min", "rate", "increase", "absent", "time", "by", "on", "and");

  private static final Pattern METRIC = Pattern.compile("(flink_\\w+)(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Pattern GROUPING = Pattern.compile("\\b(by|on)\\s*\\(([^)]*)\\)");
  private static final Pattern WORD = Pattern.compile("[a-zA-Z_]\\w*");
  private static final Pattern SPAN = Pattern.compile("\\[\\d+[smhd]]");

  /** The labels that the results have, or are joined by. */
  Set<String> groupedBy() {
    Set<String> labels = new TreeSet<>();
    Matcher grouping = GROUPING.matcher(text);
    while (grouping.find()) {
      Arrays.stream(grouping.group(2).split(","))
          .map(String::strip)
          .filter(label -> !label.isEmpty())
          .forEach(labels::add);
    }
    return labels;
  }

  /** What is wrong with it, beside what is exposed. */
  List<String> faults(Scrape scrape) {
    List<String> faults = new ArrayList<>(unknownWords());
    Matcher metric = METRIC.matcher(text);
    int metrics = 0;
    while (metric.find()) {
      metrics++;
      faults.addAll(faults(scrape, metric.group(1), metric.group(2)));
    }
    if (metrics == 0) {
      faults.add("no metric is looked for");
    }
    return faults.stream().map(fault -> where + ": " + fault + ", in: " + text).toList();
  }

  private List<String> faults(Scrape scrape, String metric, String matchers) {
    if (!scrape.has(metric)) {
      return List.of(metric + " is not exposed");
    }
    List<String> faults = new ArrayList<>();
    Set<String> labels = scrape.labelsOf(metric);
    groupedBy().stream()
        .filter(label -> !labels.contains(label))
        .forEach(label -> faults.add(metric + " has no label " + label));
    Map<String, Pattern> wanted = wanted(matchers);
    boolean isMatched =
        scrape.samples().stream()
            .filter(sample -> sample.name().equals(metric))
            .map(Scrape.Sample::labels)
            .anyMatch(
                found ->
                    wanted.entrySet().stream()
                        .allMatch(
                            each ->
                                each.getValue()
                                    .matcher(found.getOrDefault(each.getKey(), ""))
                                    .matches()));
    if (!isMatched) {
      faults.add("no sample of " + metric + " has " + matchers);
    }
    return faults;
  }

  private static Map<String, Pattern> wanted(String matchers) {
    Map<String, Pattern> wanted = new TreeMap<>();
    Matcher each = MATCHER.matcher(matchers == null ? "" : matchers);
    while (each.find()) {
      if (each.group(2).startsWith("!")) {
        throw new IllegalArgumentException("no query of ours has said what it does not want yet");
      }
      wanted.put(
          each.group(1),
          each.group(2).equals("=")
              ? Pattern.compile(Pattern.quote(each.group(3)))
              : Pattern.compile(each.group(3)));
    }
    return wanted;
  }

  /** A mistyped metric would otherwise not be seen as one. */
  private List<String> unknownWords() {
    String rest = SPAN.matcher(text).replaceAll(" ");
    rest = METRIC.matcher(rest).replaceAll(" ");
    rest = GROUPING.matcher(rest).replaceAll(" ");
    return WORD.matcher(rest)
        .results()
        .map(found -> found.group())
        .filter(word -> !KNOWN_WORDS.contains(word))
        .map(word -> "unknown word " + word)
        .collect(Collectors.toList());
  }
}
