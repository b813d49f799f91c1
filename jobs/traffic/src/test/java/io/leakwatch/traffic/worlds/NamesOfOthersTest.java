package io.leakwatch.traffic.worlds;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.Label;
import io.leakwatch.traffic.SimulatedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts, objects and programs by other names. */
class NamesOfOthersTest {

  private static final long SEED = 8;
  private static final Played ORDINARY = Played.ordinary(SEED, 40_000);
  private static final Pattern MEMBER = Pattern.compile("u\\d{8,}");

  private static Map<String, String> renamed(Played played) {
    Map<Object, SpecificRecordBase> before =
        ORDINARY.events().stream()
            .map(SimulatedEvent::record)
            .collect(toMap(record -> record.get("event_id"), record -> record));
    Map<String, String> names = new HashMap<>();
    for (SimulatedEvent event : played.events()) {
      String was = account(before.get(event.record().get("event_id")));
      if (was != null) {
        String is = account(event.record()).toLowerCase(Locale.ROOT);
        assertThat(names.getOrDefault(was, is)).isEqualTo(is);
        names.put(was, is);
      }
    }
    return names;
  }

  private static String account(SpecificRecordBase record) {
    if (record instanceof LoginEvent login) {
      return login.getAccountId();
    }
    return record instanceof ApiEvent call
        ? call.getAccountId()
        : ((DmMetadataEvent) record).getActorId();
  }

  @ParameterizedTest
  @CsvSource({
    "UUID_IDS, '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'",
    "EMAIL_IDS, '[a-z]+\\.\\d+@[a-z]+\\.example'",
    "NUMERIC_IDS, '\\d+'"
  })
  void anAccountHasOneOtherNameAndNoTwoHaveTheSame(World world, String form) {
    Played played = Played.in(Worlds.of(world), SEED, 40_000);

    Map<String, String> names = renamed(played);

    assertThat(new HashSet<>(names.values())).hasSameSizeAs(names.keySet());
    assertThat(names.entrySet())
        .filteredOn(name -> MEMBER.matcher(name.getKey()).matches())
        .hasSizeGreaterThan(1_000)
        .allMatch(name -> name.getValue().matches(form));
    assertThat(accountsIn(played.labels()))
        .containsExactlyElementsOf(accountsIn(ORDINARY.labels()).stream().map(names::get).toList());
  }

  private static List<String> accountsIn(List<Label> labels) {
    return labels.stream()
        .filter(label -> label.subjectType() == SubjectType.ACCOUNT)
        .map(Label::subjectId)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"UUID_IDS", "EMAIL_IDS", "NUMERIC_IDS"})
  void nobodyGoesByTheOldNameAnywhere(World world) {
    Played played = Played.in(Worlds.of(world), SEED, 40_000);

    for (String field : List.of("account_id", "target_id", "actor_id", "peer_id")) {
      assertThat(played.events())
          .extracting(
              event ->
                  event.record().getSchema().getField(field) == null
                      ? null
                      : (String) event.record().get(field))
          .filteredOn(name -> name != null)
          .noneMatch(name -> Pattern.compile("\\bu\\d{8,}\\b").matcher(name).find());
    }
  }

  @Test
  void mailAddressesAreWrittenWithACapitalNowAndThenWhereTheyAreTyped() {
    Played played = Played.in(Worlds.of(World.EMAIL_IDS), SEED, 40_000);

    List<String> typed =
        played.records(EventKind.LOGIN).map(record -> (String) record.get("account_id")).toList();

    assertThat(typed).anyMatch(name -> Character.isUpperCase(name.charAt(0)));
    assertThat(typed).anyMatch(name -> Character.isLowerCase(name.charAt(0)));
    assertThat(accountsIn(played.labels())).allMatch(id -> id.equals(id.toLowerCase(Locale.ROOT)));
  }

  @Test
  void aBucketIsNamedInOneOfFiveStylesAndTheLabelIsTheBucket() {
    Played played = Played.in(Worlds.of(World.URI_OBJECTS), SEED, 40_000);
    Map<String, String> before = new HashMap<>();
    ORDINARY
        .records(EventKind.API)
        .map(ApiEvent.class::cast)
        .forEach(call -> before.put(call.getEventId(), call.getTargetId()));
    Map<String, Set<String>> styles = new HashMap<>();

    for (ApiEvent call : played.records(EventKind.API).map(ApiEvent.class::cast).toList()) {
      String was = before.get(call.getEventId());
      if (call.getResource() == ResourceKind.STORAGE_OBJECT
          && !call.getEndpoint().equals("/media/:id")) {
        String bucket = was.replaceFirst("/.*", "");
        String style =
            call.getTargetId().replace(bucket, "B").replaceFirst("(?<=B[^/]{0,99})/.*", "");
        styles.computeIfAbsent(bucket, any -> new HashSet<>()).add(style.replaceFirst("/$", ""));
      } else {
        assertThat(call.getTargetId()).isEqualTo(was);
      }
    }

    assertThat(styles.values()).allMatch(of -> of.size() == 1);
    assertThat(styles.values().stream().flatMap(Set::stream).collect(toSet()))
        .containsExactlyInAnyOrder(
            "s3://B", "gs://B", "arn:aws:s3:::B", "https://B.s3.eu-west-1.amazonaws.com", "/B");
    assertThat(played.labels()).isEqualTo(ORDINARY.labels());
  }

  @Test
  void aProgramGoesByWhatIsLeftOfItsName() {
    List<String> programs = programs(Played.in(Worlds.BASE, SEED, 40_000));

    List<String> withoutNetwork = programs(Played.in(Worlds.of(World.NO_ASN), SEED, 40_000));
    List<String> withoutAgent = programs(Played.in(Worlds.of(World.NO_USER_AGENTS), SEED, 40_000));

    List<String> expected = new ArrayList<>(programs);
    expected.replaceAll(id -> id.replaceFirst("^AS\\d+", "unknown network"));
    assertThat(programs).isNotEmpty();
    assertThat(withoutNetwork).isEqualTo(expected);
    assertThat(withoutAgent)
        .isEqualTo(
            programs.stream().map(id -> id.replaceFirst(", .*", ", no user agent")).toList());
  }

  private static List<String> programs(Played played) {
    return played.labels().stream()
        .filter(label -> label.subjectType() == SubjectType.FINGERPRINT)
        .map(Label::subjectId)
        .toList();
  }
}
