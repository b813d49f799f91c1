package io.leakwatch.local.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reporter for Prometheus exposes, in its text format. */
public record Scrape(String text, List<Sample> samples) {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*+)(?:\\{(.*)})? (\\S+)");

  /** Names of tasks are long: a pattern that could go back would go deep. */
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");

  /** One line of it. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if a line is none of the format
   */
  public static Scrape of(String text) {
    List<Sample> samples = new ArrayList<>();
    text.lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .forEach(line -> samples.add(sample(line)));
    return new Scrape(text, samples);
  }

  private static Sample sample(String line) {
    Matcher matcher = SAMPLE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no sample: " + line);
    }
    Map<String, String> labels = new HashMap<>();
    if (matcher.group(2) != null) {
      Matcher label = LABEL.matcher(matcher.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    return new Sample(matcher.group(1), labels, Double.parseDouble(matcher.group(3)));
  }

  /** Whether anything has a name. */
  public boolean has(String name) {
    return samples.stream().anyMatch(sample -> sample.name().equals(name));
  }

  /** Whether anything has a name that begins so. */
  public boolean hasAnyOf(String beginning) {
    return samples.stream().anyMatch(sample -> sample.name().startsWith(beginning));
  }

  /** The labels that all samples of a name have. */
  public Set<String> labelsOf(String name) {
    Set<String> common = new HashSet<>();
    samples.stream()
        .filter(sample -> sample.name().equals(name))
        .findFirst()
        .ifPresent(sample -> common.addAll(sample.labels().keySet()));
    samples.stream()
        .filter(sample -> sample.name().equals(name))
        .forEach(sample -> common.retainAll(sample.labels().keySet()));
    return common;
  }

  /** The sum over all samples of a name. */
  public double sum(String name) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .mapToDouble(Sample::value)
        .sum();
  }

  /** The largest of all samples of a name; 0 for none. */
  public double max(String name) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .mapToDouble(Sample::value)
        .max()
        .orElse(0);
  }

  /** The sum over all samples of a name whose label has a value. */
  public double sum(String name, String label, String value) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> value.equals(sample.labels().get(label)))
        .mapToDouble(Sample::value)
        .sum();
  }
}
