package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class StatePartsTest {

  private static final int MOST = 63;
  private static final Duration LIFE = Duration.ofMillis(100);

  private static List<Moment> moments(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Moment(LIFE)).toList();
  }

  @Property
  void eachPartIsReadAgainWhicheverRememberAnything(
      @ForAll @Size(max = MOST) @UniqueElements
          List<@IntRange(min = 0, max = MOST - 1) Integer> filled) {
    List<Moment> written = moments(MOST);
    filled.forEach(i -> written.get(i).set(1_000L + i));
    List<Moment> read = moments(MOST);
    StateParts all = new StateParts(written);

    StateParts again = Stored.into(new StateParts(read), all);

    assertThat(again.endsAt()).isEqualTo(all.endsAt());
    for (int i = 0; i < MOST; i++) {
      assertThat(read.get(i).endsAt()).isEqualTo(filled.contains(i) ? 1_100L + i : StatePart.NEVER);
    }
  }

  @Test
  void whatRemembersNothingTakesABit() {
    List<Moment> moments = moments(7);
    moments.get(3).set(1);

    assertThat(Stored.bytes(new StateParts(moments))).containsExactly(1 << 3, 1);
  }

  /** A part that ends at 1,100 beside one that ends at 1,500; the third remembers nothing. */
  private static final class TwoOfThree extends SensorState {

    private final boolean forgets;
    private final List<Moment> moments = moments(3);

    TwoOfThree(boolean forgets) {
      this.forgets = forgets;
      moments.get(0).set(1_000);
      moments.get(1).set(1_400);
    }

    @Override
    protected List<StatePart> parts() {
      return List.copyOf(moments);
    }

    @Override
    protected boolean forgetsParts() {
      return forgets;
    }

    byte firstByte() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      write(new DataOutputStream(bytes));
      return bytes.toByteArray()[0];
    }
  }

  @Test
  void whatHasEndedIsStoredNoMoreWhereThatIsAskedFor() throws IOException {
    TwoOfThree state = new TwoOfThree(true);

    assertThat(state.firstByte()).isEqualTo((byte) 0b11);
    assertThat(state.firstEnd()).isEqualTo(1_100);

    state.forgetEnded(1_099);
    assertThat(state.firstByte()).isEqualTo((byte) 0b11);

    state.forgetEnded(1_100);
    assertThat(state.firstByte()).isEqualTo((byte) 0b10);
    assertThat(state.firstEnd()).isEqualTo(1_500);
    assertThat(state.endsAt()).isEqualTo(1_500);
  }

  @Test
  void otherwiseAllIsStoredUntilTheLastOfItEnds() throws IOException {
    TwoOfThree state = new TwoOfThree(false);

    state.forgetEnded(1_100);

    assertThat(state.firstByte()).isEqualTo((byte) 0b11);
    assertThat(state.firstEnd()).isEqualTo(1_500);
  }

  @Test
  void morePartsThanBitsAreRefused() {
    List<Moment> tooMany = new ArrayList<>(moments(MOST + 1));

    assertThatThrownBy(() -> new StateParts(tooMany))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("64 parts of one state; it can have 63: put some together");
  }

  @Test
  void bytesOfPartsThatAreNotThereAreCorrupt() {
    StateParts two = new StateParts(moments(2));
    DataInputStream third = new DataInputStream(new ByteArrayInputStream(new byte[] {4, 1}));

    assertThatThrownBy(() -> two.read(third))
        .isInstanceOf(IOException.class)
        .hasMessage("more than 2 parts: the state is corrupt");
  }
}
