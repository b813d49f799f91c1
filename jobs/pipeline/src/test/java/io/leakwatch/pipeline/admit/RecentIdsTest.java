package io.leakwatch.pipeline.admit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RecentIdsTest {

  /** Spreads small numbers over 64 bits, so that slots collide now and then; never 0. */
  private static long hash(int id) {
    return (id + 1) * 0x9E3779B97F4A7C15L;
  }

  @Property
  void theLastOnesAreKnownAndNeverMoreThanTwiceAsMany(
      @ForAll @IntRange(min = 1, max = 20) int remembered,
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 60) Integer> ids) {
    RecentIds recent = new RecentIds(remembered);
    List<Integer> added = new ArrayList<>();

    for (int id : ids) {
      boolean mustBeKnown = last(added, remembered - 1).contains(id);
      boolean mayBeKnown = last(added, 2 * remembered).contains(id);

      boolean isNew = recent.add(hash(id));

      if (mustBeKnown) {
        assertThat(isNew).isFalse();
      }
      if (!mayBeKnown) {
        assertThat(isNew).isTrue();
      }
      if (isNew) {
        added.add(id);
      }
      assertThat(recent.all()).hasSizeLessThanOrEqualTo(2 * remembered).doesNotHaveDuplicates();
    }
  }

  @Property
  void whatWasStoredIsKnownWhenItIsRead(
      @ForAll @IntRange(min = 1, max = 20) int remembered,
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 60) Integer> ids,
      @ForAll @IntRange(min = 1, max = 5) int most) {
    RecentIds recent = new RecentIds(remembered);
    ids.forEach(id -> recent.add(hash(id)));

    List<byte[]> blocks = recent.blocks(most);
    RecentIds read = new RecentIds(2 * remembered);
    blocks.forEach(read::addAll);

    assertThat(blocks).hasSizeLessThanOrEqualTo(most);
    assertThat(read.all()).containsExactlyInAnyOrder(recent.all());
  }

  private static List<Integer> last(List<Integer> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }
}
