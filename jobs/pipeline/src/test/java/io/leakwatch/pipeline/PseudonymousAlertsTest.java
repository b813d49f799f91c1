package io.leakwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.activity.NetworkAddress;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.pipeline.pseudonyms.PseudonymKey;
import io.leakwatch.pipeline.pseudonyms.Pseudonyms;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under pseudonyms the same is found, by other names. */
class PseudonymousAlertsTest {

  private static final String KEY = "not random, but the same in every run of this test";

  /** Those that look into names, or hold several kinds of names against each other. */
  private static final Set<String> CHOSEN =
      Set.of(
          "account-takeover",
          "contact-probing",
          "credential-stuffing",
          "distributed-stuffing",
          "dm-metadata-siphon",
          "public-object-exposure",
          "scheduled-export",
          "session-hijack");

  @TempDir private Path folder;

  /** What must be the same of a revision, whatever things are called. */
  private record Found(
      String detector,
      Object activity,
      Object severity,
      int confidence,
      Object raisedAt,
      Object updatedAt,
      long affected,
      long occurrences,
      long sources,
      String subject) {}

  @Test
  void detectorsFindTheSame() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), KEY);
    Pseudonyms pseudonyms = new Pseudonyms(PseudonymKey.read(key));
    try (LocalFlinkJobs flink = new LocalFlinkJobs()) {
      for (DetectorType type : chosen()) {
        RoomCase one = AlertsOfCases.longest(type);
        JobOptions plain =
            new JobOptions(Settings.defaults(JobOptions.ALL), one.armedTogether(type));

        List<Alert> named = flink.run(one.events(), plain).alerts();
        List<Alert> hidden =
            flink
                .run(one.events(), plain.with(JobOptions.PSEUDONYMIZE_KEY_FILE, key.toString()))
                .alerts();

        assertThat(hidden.stream().map(alert -> found(alert, pseudonyms)).toList())
            .as(type.id())
            .containsExactlyInAnyOrderElementsOf(
                named.stream().map(alert -> found(alert, null)).toList());
        List<String> names = names(one.events());
        assertThat(named.stream().map(JsonRecords::write))
            .as(type.id() + " names somebody")
            .anyMatch(alert -> names.stream().anyMatch(name -> holds(alert, name)));
        for (String name : names) {
          assertThat(hidden.stream().map(JsonRecords::write))
              .as(type.id() + " hides " + name)
              .noneMatch(alert -> holds(alert, name));
        }
      }
    }
  }

  private static List<DetectorType> chosen() {
    List<DetectorType> chosen =
        Detectors.ALL.stream().filter(type -> CHOSEN.contains(type.id())).toList();
    assertThat(chosen).hasSameSizeAs(CHOSEN);
    return chosen;
  }

  private static Found found(Alert alert, Pseudonyms pseudonyms) {
    return new Found(
        alert.getDetectorId(),
        alert.getActivity(),
        alert.getSeverity(),
        alert.getConfidence(),
        alert.getRaisedAt(),
        alert.getUpdatedAt(),
        alert.getAffectedCount(),
        alert.getOccurrences(),
        alert.getSourcesCount(),
        alert.getSubject().getType() + " " + subject(alert, pseudonyms));
  }

  private static String subject(Alert alert, Pseudonyms pseudonyms) {
    String id = alert.getSubject().getId();
    if (pseudonyms == null) {
      return id;
    }
    return alert.getSubject().getType() == SubjectType.ADDRESS
        ? pseudonyms.addressBehind(id)
        : pseudonyms.revealed(id);
  }

  private static boolean holds(String json, String name) {
    int at = json.indexOf(name);
    while (at >= 0) {
      if (isEdge(json.charAt(at - 1)) && isEdge(json.charAt(at + name.length()))) {
        return true;
      }
      at = json.indexOf(name, at + 1);
    }
    return false;
  }

  private static boolean isEdge(char c) {
    return !Character.isLetterOrDigit(c) && c != '-' && c != '_';
  }

  private static List<String> names(List<CaseEvent> events) {
    Set<String> names = new HashSet<>();
    for (CaseEvent each : events) {
      if (each.event() instanceof LoginEvent login) {
        add(
            names,
            login.getAccountId(),
            NetworkAddress.entityId(login.getIp()),
            login.getDeviceId(),
            login.getSessionId());
      } else if (each.event() instanceof ApiEvent call) {
        add(names, call.getAccountId(), NetworkAddress.entityId(call.getIp()));
        add(names, call.getSessionId());
        if (call.getResource() != ResourceKind.STORAGE_OBJECT) {
          add(names, call.getTargetId());
        }
      } else if (each.event() instanceof DmMetadataEvent dm) {
        add(names, dm.getActorId(), dm.getPeerId(), dm.getConversationId());
        add(names, NetworkAddress.entityId(dm.getIp()));
      }
    }
    return names.stream().sorted(Comparator.naturalOrder()).toList();
  }

  private static void add(Set<String> names, String... more) {
    Stream.of(more).filter(Objects::nonNull).forEach(names::add);
  }
}
