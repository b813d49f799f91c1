package io.leakwatch.workbench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.traffic.worlds.World;
import io.leakwatch.traffic.worlds.Worlds;
import io.leakwatch.workbench.evaluation.Evaluation;
import io.leakwatch.workbench.evaluation.Label;
import io.leakwatch.workbench.evaluation.RaisedAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldsPartTest {

  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  /** Labels of travellers and hijacked sessions, ten each, of which some are found. */
  private static WorldRun run(Worlds worlds, int travellers, int sessions, int falseAlerts) {
    List<Label> labels = new ArrayList<>();
    List<RaisedAlert> alerts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      labels.add(label("impossible-travel", "ACCOUNT", i, "loud: %d km".formatted(1_000 + i)));
      labels.add(label("session-hijack", "SESSION", i, "evasive: a few calls"));
    }
    labels.stream()
        .filter(label -> numberOf(label) < (isTravel(label) ? travellers : sessions))
        .forEach(label -> alerts.add(alert(label.about())));
    for (int i = 0; i < falseAlerts; i++) {
      alerts.add(alert(new Label.About("spam-calls", "ACCOUNT", "innocent-" + i)));
    }
    Evaluation evaluation = Evaluation.of(labels, alerts);
    return new WorldRun(worlds, new QualityRun(41, 400_000, 250_000, evaluation, List.of()));
  }

  private static Label label(String detector, String type, int number, String note) {
    Label.About about = new Label.About(detector, type, detector + " " + number);
    return new Label(detector + number, about, NOON, NOON.plusSeconds(600), note);
  }

  private static int numberOf(Label label) {
    String subject = label.about().subjectId();
    return Integer.parseInt(subject.substring(subject.indexOf(' ') + 1));
  }

  private static boolean isTravel(Label label) {
    return label.about().detectorId().equals("impossible-travel");
  }

  private static RaisedAlert alert(Label.About about) {
    return new RaisedAlert(about.toString(), 1, about, NOON, NOON, NOON, "title");
  }

  @Test
  void aCellIsOneOnlyWhereAllWasFound() {
    String text =
        new WorldsPart(List.of(run(Worlds.BASE, 10, 10, 0), run(Worlds.of(World.SPARSE), 9, 0, 3)))
            .text();

    assertThat(text)
        .contains("seed 41, 400,000 events each")
        .contains("### Other people\n\n| detector | base | sparse |\n| --- | --- | --- |\n")
        .contains("\n| impossible-travel | 1.00 | 9/10 |\n")
        .contains("\n| session-hijack | 1.00 | 0/10 |\n")
        .contains("\n| spam-calls | - | - |\n")
        .contains("\n| **total** | 1.00 | 9/20 |\n")
        .contains("\n| false for a million innocent events | 0.0 | 12.0 |\n")
        .contains("\n- **base**\n  - nothing was missed\n")
        .contains(
            """

            - **sparse**: most people come every 3 to 30 days; four weeks
              - missed 1 × impossible-travel, loud: N km
              - missed 10 × session-hijack, evasive: a few calls
              - 3 false alerts of spam-calls
            """)
        .doesNotContain("Written down otherwise");
  }

  @Test
  void whoIsBlindIsNotSaidToHaveMissed() {
    String text =
        new WorldsPart(
                List.of(run(Worlds.BASE, 10, 10, 0), run(Worlds.of(World.NO_SESSIONS), 10, 0, 0)))
            .text();

    assertThat(text)
        .contains("### Written down otherwise\n\n| detector | base | no-sessions |\n")
        .contains("\n| session-hijack | 1.00 | blind |\n")
        .contains("\n| impossible-travel | 1.00 | 1.00 |\n")
        .contains("\n| **total** | 1.00 | 1.00 |\n")
        .contains("no event carries a session\n  - nothing was missed\n")
        .doesNotContain("Other people");
  }

  @Test
  void whatIsMissedInTheOrdinaryWorldTooIsNotRepeated() {
    String text =
        new WorldsPart(
                List.of(
                    run(Worlds.BASE, 9, 10, 0),
                    run(Worlds.of(World.SMALL), 9, 10, 0),
                    run(Worlds.of(World.BUSY), 9, 8, 1)))
            .text();

    assertThat(text)
        .endsWith(
            """
            - **base**
              - missed 1 × impossible-travel, loud: N km
            - **small**: a tenth of the people, as many attacks
              - missed no more than base
            - **busy**: three times the events of each account
              - missed 2 × session-hijack, evasive: a few calls
              - 1 false alert of spam-calls
            """);
  }

  @Test
  void theRestOfThePageStaysAsItIs() {
    WorldsPart before = new WorldsPart(List.of(run(Worlds.BASE, 9, 10, 0)));
    WorldsPart after = new WorldsPart(List.of(run(Worlds.BASE, 8, 10, 0)));

    String page = before.in("# Quality\n\nOf seeds.\n");
    String renewed = after.in(page + "\nBelow.\n");

    assertThat(page)
        .startsWith("# Quality\n\nOf seeds.\n\n## Other worlds\n\n<!-- worlds:begin -->\n")
        .endsWith("<!-- worlds:end -->\n");
    assertThat(renewed)
        .startsWith("# Quality\n\nOf seeds.\n")
        .endsWith("\nBelow.\n")
        .contains("2 × impossible-travel")
        .doesNotContain("1 × impossible-travel");
    assertThat(before.in("")).startsWith("# Quality\n\n## Other worlds\n");
  }

  @Test
  void aNewPageKeepsThePartOfTheOldOne() {
    WorldsPart part = new WorldsPart(List.of(run(Worlds.BASE, 9, 10, 0)));
    String old = part.in("# Quality\n\nOld.\n");

    assertThat(WorldsPart.kept(old, "# Quality\n\nNew.\n"))
        .isEqualTo(part.in("# Quality\n\nNew.\n"));
    assertThat(WorldsPart.kept("# Quality\n", "# Quality\n\nNew.\n"))
        .isEqualTo("# Quality\n\nNew.\n");
  }
}
