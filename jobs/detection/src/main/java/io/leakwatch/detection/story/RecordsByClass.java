package io.leakwatch.detection.story;

import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.VarInts;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.DataClass;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many records left in a story in answers with each class of personal data: one answer of a
 * hundred with phone numbers does not make them all phone numbers. It ends with its story.
 */
public final class RecordsByClass implements StatePart {

  private static final DataClass[] CLASSES = DataClass.values();

  private final Story story;
  private final long[] records = new long[CLASSES.length];

  /**
   * @param story what it belongs to
   */
  public RecordsByClass(Story story) {
    this.story = story;
  }

  /** The story began: right after {@link Story#begin}. */
  public void begin() {
    Arrays.fill(records, 0);
  }

  /** Records left in an answer that held these classes. */
  public void left(long more, DataClasses classes) {
    for (DataClass each : classes.list()) {
      records[indexOf(each)] += more;
    }
  }

  private static int indexOf(DataClass dataClass) {
    return Arrays.asList(CLASSES).indexOf(dataClass);
  }

  private List<DataClass> held() {
    return Arrays.stream(CLASSES).filter(each -> records[indexOf(each)] > 0).toList();
  }

  /** Records by class, the class in words: {@code e-mail addresses}; those that left alone. */
  public Map<String, Long> inWords() {
    Map<String, Long> byClass = new LinkedHashMap<>();
    held().forEach(each -> byClass.put(DataClasses.of(each).words(), records[indexOf(each)]));
    return byClass;
  }

  /**
   * To be put after a number of records: {@code with e-mail addresses}, or {@code (121 in answers
   * with e-mail addresses and 1 with phone numbers)}; empty for none.
   *
   * @param all how many records left
   */
  public String words(long all) {
    List<DataClass> held = held();
    if (held.stream().allMatch(each -> records[indexOf(each)] == all)) {
      return held.isEmpty() ? "" : " with " + DataClasses.of(held).words();
    }
    List<String> parts = new ArrayList<>();
    for (DataClass each : held) {
      String in = parts.isEmpty() ? " in answers" : "";
      parts.add(records[indexOf(each)] + in + " with " + DataClasses.of(each).words());
    }
    return " (" + Figures.joined(parts) + ")";
  }

  @Override
  public long endsAt() {
    return held().isEmpty() ? NEVER : story.endsAt();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(records.length, out);
    for (long each : records) {
      VarInts.write(each, out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int written = VarInts.readCount(in);
    for (int i = 0; i < written; i++) {
      long count = VarInts.read(in);
      if (i < records.length) {
        records[i] = count;
      }
    }
  }
}
