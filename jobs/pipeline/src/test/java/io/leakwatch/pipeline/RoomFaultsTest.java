package io.leakwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.needs.Needs;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.watch.Forgetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test of the rooms can fail, and then says what to do. */
class RoomFaultsTest {

  private static final DetectorType TYPE = Detectors.byId("credential-stuffing").orElseThrow();

  @TempDir private Path rooms;
  private Path room;

  @BeforeEach
  void copyRoom() throws IOException {
    room = Files.createDirectory(rooms.resolve("credentialstuffing"));
    try (Stream<Path> files = Files.list(RoomsTest.ROOMS.resolve("credentialstuffing"))) {
      for (Path file : files.toList()) {
        Files.copy(file, room.resolve(file.getFileName()));
      }
    }
  }

  private void change(String file, String from, String to) throws IOException {
    String text = Files.readString(room.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(room.resolve(file), text.replace(from, to));
  }

  private List<String> faults() throws IOException {
    return RoomFolder.faults(TYPE, room);
  }

  @Test
  void copyOfRoomIsInOrder() throws IOException {
    assertThat(faults()).isEmpty();
  }

  @Test
  void missingKindOfCaseIsAskedFor() throws IOException {
    change("cases.yaml", "kind: near-miss", "kind: silent");

    assertThat(faults()).contains("cases.yaml: add a case with 'kind: near-miss'");
  }

  @Test
  void missingHeadingIsAskedFor() throws IOException {
    change("README.md", "## Blind spots", "## Other");

    assertThat(faults()).containsExactly("README.md: add the heading '## Blind spots'");
  }

  @Test
  void staleOptionTableNamesTheCommandThatRegeneratesIt() throws IOException {
    change("README.md", "whole number (accounts), 3 to 100000", "whole number (accounts), 1 to 9");

    assertThat(faults())
        .containsExactly("README.md: its option table is stale; run ./leakwatch docs");
  }

  @Test
  void emptyRoomIsToldAllThatItLacksAtOnce() throws IOException {
    for (String file : List.of("README.md", "cases.yaml", "CredentialStuffing.java")) {
      Files.delete(room.resolve(file));
    }

    assertThat(faults())
        .containsExactly(
            "add CredentialStuffing.java to the folder credentialstuffing",
            "add README.md, with the headings [## What it sees, ## Why it matters, ## How it"
                + " decides, ## Blind spots, ## Tuning, ## What to do]",
            "add cases.yaml, with a firing, a silent and a near-miss case");
  }

  @Test
  void mistypedFieldIsNotReadOver() throws IOException {
    change("cases.yaml", "login: {account_id: ada}", "login: {acount_id: ada}");

    assertThat(faults())
        .containsExactly(
            "cases.yaml: case 'one person who has forgotten the password', line 1: LoginEvent has"
                + " no field [acount_id]");
  }

  @Test
  void wrongIdIsToldWhereItsClassBelongs() throws IOException {
    DetectorType other = renamed("stuffing");

    assertThat(RoomFolder.faults(other, room))
        .contains(
            "id stuffing belongs to"
                + " io.leakwatch.detectors.credentialstuffing.CredentialStuffing; move the class to"
                + " io.leakwatch.detectors.stuffing.Stuffing");
  }

  @Test
  void catalogueMustBeSortedAndEveryIdAndStateKeyItsOwn() {
    // Java gives "akx" and "c-x" the same hash.
    assertThat(Catalogue.faults(List.of(renamed("c-x"), renamed("akx"), renamed("akx"))))
        .containsExactly(
            "Detectors.ALL is not sorted by id; sort it: [akx, akx, c-x]",
            "the ids c-x and akx have the same state key; rename the newer one",
            "the ids c-x and akx have the same state key; rename the newer one");
    assertThat(Catalogue.faults(List.of(renamed("akx"), renamed("akx"))))
        .containsExactly("the id akx is taken twice; rename one of the detectors");
  }

  @Test
  void folderWithoutLineIsTold() throws IOException {
    Files.createDirectory(rooms.resolve("sprayingattack"));

    assertThat(RoomFolder.withoutLine(List.of(TYPE), rooms))
        .containsExactly(
            "folder sprayingattack is not in the catalogue: add its line to Detectors.ALL");
  }

  @Test
  void memoryThatOutlivesThePromiseIsTold() throws IOException {
    RoomCase refreshed =
        CasesFile.read(room.resolve("cases.yaml")).cases().stream()
            .filter(each -> each.name().equals("sessions that are refreshed"))
            .findFirst()
            .orElseThrow();

    assertThat(Forgetting.faults(refreshed, TYPE, Duration.ofHours(1)))
        .containsExactly(
            "case 'sessions that are refreshed': ADDRESS 203.0.113.7 is remembered for 22 h 30 min"
                + " after its last event; give it an earlier end, or raise 'forgets-after' in"
                + " cases.yaml");
  }

  @Test
  void alertThatDoesNotComeAndOneThatShouldNotAreBothTold() throws Exception {
    change("cases.yaml", "- times: 15\n", "- times: 16\n");
    List<String> faults = new ArrayList<>();
    try (LocalFlinkJobs flink = new LocalFlinkJobs()) {
      RoomCase first = CasesFile.read(room.resolve("cases.yaml")).cases().get(0);
      faults.addAll(CaseRun.faults(first, TYPE, flink));
    }

    assertThat(faults)
        .containsExactly(
            "case 'fifteen accounts fail from one address': the event at 7 min raises what it"
                + " should not, or lacks 'expect': MEDIUM (revision 1) for ADDRESS 203.0.113.7:"
                + " From 203.0.113.7, 15 accounts failed with 15 attempts in 7 min. None of"
                + " them has got in from there since.",
            "case 'fifteen accounts fail from one address': the event at 7 min 30 s should raise"
                + " MEDIUM (revision 1), but does not");
  }

  /** The detector under another id; its options stay. */
  private static DetectorType renamed(String id) {
    DetectorProfile was = TYPE.profile();
    List<Option<?>> options = TYPE.options().subList(2, TYPE.options().size());
    return new DetectorType(
        new DetectorProfile(
            id,
            was.version(),
            was.title(),
            was.summary(),
            was.subjects(),
            was.severity(),
            was.attack(),
            was.reads(),
            Needs.NONE),
        options,
        TYPE.constructor());
  }
}
