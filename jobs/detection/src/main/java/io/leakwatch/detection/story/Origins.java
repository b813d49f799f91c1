package io.leakwatch.detection.story;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.KeyCondition;
import io.leakwatch.detection.state.PackedText;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.VarInts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which addresses something came from, when first and last, and with how many events: of the first
 * few dozen one by one, of all others only how many there were.
 */
public final class Origins implements StatePart {

  private static final int LISTED = 2 * Extent.MOST_SOURCES;

  /** Before anything is noticed the list alone is asked for. */
  private static final int FEW_FOLLOWED = 64;

  private static final int PANES = 4;

  private final long lifeMillis;
  private final DistinctWithin all;
  private Map<String, Source> listed;

  /**
   * Those of something that is not noticed yet, of which the list matters and hardly the count.
   *
   * @param life how long an address is remembered after it was last seen
   */
  public Origins(Duration life) {
    this(life, FEW_FOLLOWED);
  }

  /**
   * @param life how long an address is remembered after it was last seen
   * @param followed up to how many addresses the count is exact
   */
  Origins(Duration life, int followed) {
    lifeMillis = life.toMillis();
    all = new DistinctWithin(life, PANES, followed);
  }

  /** An event came from its address; nothing where it does not say. */
  public void add(Activity activity) {
    Source source = Extent.sourceOf(activity);
    if (source != null) {
      add(source);
    }
  }

  /** Events came from an address. */
  public void add(Source source) {
    all.add(Hashes.of(source.address()), source.lastSeenAt(), 0);
    if (listed == null) {
      listed = new LinkedHashMap<>(4);
    }
    Source before = listed.get(source.address());
    if (before != null) {
      listed.put(source.address(), before.plus(source));
    } else if (listed.size() < LISTED || forget(source.lastSeenAt())) {
      listed.put(source.address(), source);
    }
  }

  /** They came from these addresses, too, of which only the hashes are known. */
  void addAll(DistinctWithin addresses, long at, KeyCondition which) {
    all.addAll(addresses, at, which);
  }

  private boolean forget(long now) {
    return listed.values().removeIf(source -> now - source.lastSeenAt() > lifeMillis);
  }

  /** Those not yet forgotten that were listed. */
  public List<Source> list(long now) {
    return known().stream().filter(source -> now - source.lastSeenAt() <= lifeMillis).toList();
  }

  /** Those that were listed; of those of which only hashes are known, none is. */
  private Collection<Source> known() {
    return listed == null ? List.of() : listed.values();
  }

  /** How many there were. */
  public long count(long now) {
    return all.distinct(now);
  }

  /** Whether the count is no estimate. */
  public boolean isExact() {
    return all.isExact();
  }

  @Override
  public long endsAt() {
    return all.endsAt();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    all.write(out);
    Collection<Source> known = known();
    VarInts.write(known.size(), out);
    for (Source source : known) {
      PackedText.write(source.address(), out);
      VarInts.write(source.network(), out);
      PackedText.write(source.country() == null ? "" : source.country(), out);
      VarInts.write(source.firstSeenAt(), out);
      VarInts.write(source.lastSeenAt() - source.firstSeenAt(), out);
      VarInts.write(source.events(), out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    all.read(in);
    int size = VarInts.readCount(in);
    listed = new LinkedHashMap<>(2 * size);
    for (int i = 0; i < size; i++) {
      Source source = readSource(in);
      listed.put(source.address(), source);
    }
  }

  private static Source readSource(DataInput in) throws IOException {
    String address = PackedText.read(in);
    int network = VarInts.readInt(in);
    String country = PackedText.read(in);
    long first = VarInts.read(in);
    long last = first + VarInts.read(in);
    return new Source(
        address, network, country.isEmpty() ? null : country, first, last, VarInts.read(in));
  }
}
