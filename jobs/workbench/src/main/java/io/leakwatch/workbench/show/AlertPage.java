package io.leakwatch.workbench.show;

import io.leakwatch.schemas.AffectedOther;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Evidence;
import io.leakwatch.schemas.RelatedAlert;
import io.leakwatch.schemas.Source;
import io.leakwatch.workbench.alerts.StoredAlert;
import io.leakwatch.workbench.show.Block.Fact;
import io.leakwatch.workbench.terminal.Moments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All about one alert, on one page. What it does not say is left out. */
final class AlertPage {

  private final StoredAlert stored;
  private final Alert alert;
  private final Moments moments;
  private final List<Block> blocks = new ArrayList<>();

  /** The page of one alert. */
  AlertPage(StoredAlert stored, Moments moments) {
    this.stored = stored;
    this.alert = stored.alert();
    this.moments = moments;
  }

  /**
   * Its parts.
   *
   * @param all the alerts among which it was found: related ones are there, or not
   * @param events those that caused it; null if nobody asked for them
   */
  List<Block> blocks(Collection<StoredAlert> all, CausingEvents events) {
    blocks.add(new Block.Heading(1, alert.getTitle()));
    blocks.add(new Block.Facts(summary()));
    heading("When (" + moments.zone() + ")");
    blocks.add(new Block.Facts(new AlertTimes(stored, moments).facts()));
    heading("What happened");
    blocks.add(new Block.Paragraph(alert.getSummary()));
    evidence();
    sources();
    affected();
    others();
    related(all);
    if (!alert.getRemediation().isEmpty()) {
      heading("What to do next");
      blocks.add(new Block.Steps(alert.getRemediation()));
    }
    new EventsPart(moments).blocks(alert, events).forEach(blocks::add);
    return blocks;
  }

  private void heading(String text) {
    blocks.add(new Block.Heading(2, text));
  }

  private List<Fact> summary() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("alert", stored.id() + ", revision " + alert.getRevision()));
    facts.add(new Fact("severity", alert.getSeverity().name()));
    facts.add(new Fact("confidence", alert.getConfidence() + " of 100"));
    facts.add(new Fact("risk", alert.getRiskScore() + " of 100"));
    facts.add(new Fact("status", status()));
    facts.add(new Fact("subject", alert.getSubject().getType() + " " + alert.getSubject().getId()));
    facts.add(
        new Fact("detector", alert.getDetectorId() + ", version " + alert.getDetectorVersion()));
    if (alert.getMode() == AlertMode.SHADOW) {
      facts.add(new Fact("mode", "SHADOW: the detector is on trial, nobody need act"));
    }
    if (alert.getSuppressedBy() != null) {
      facts.add(new Fact("suppressed by", alert.getSuppressedBy()));
    }
    if (!alert.getAttack().isEmpty()) {
      facts.add(new Fact("ATT&CK", String.join(", ", alert.getAttack())));
    }
    facts.add(new Fact("occurrences", String.valueOf(alert.getOccurrences())));
    if (!alert.getRulesVersion().isEmpty()) {
      facts.add(new Fact("rules version", alert.getRulesVersion()));
    }
    return facts;
  }

  private String status() {
    return stored.isClosed()
        ? "closed: it went quiet, which is not to say that it is resolved"
        : "open: it may still go on";
  }

  private void evidence() {
    List<Evidence> all = alert.getEvidence();
    if (all.isEmpty()) {
      return;
    }
    heading("Evidence");
    boolean hasOptions = all.stream().anyMatch(each -> each.getOption() != null);
    List<String> headings =
        new ArrayList<>(List.of("what was measured", "was", "had to be", "unit"));
    if (hasOptions) {
      headings.add("set by the option");
    }
    List<List<String>> rows = new ArrayList<>();
    for (Evidence each : all) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  each.getCondition(), each.getObserved(), each.getThreshold(), each.getUnit()));
      if (hasOptions) {
        row.add(each.getOption() == null ? "" : each.getOption());
      }
      rows.add(row);
    }
    blocks.add(new Block.Table(headings, rows));
  }

  private void sources() {
    List<Source> sources = alert.getSources();
    if (sources.isEmpty()) {
      return;
    }
    long count = Math.max(alert.getSourcesCount(), sources.size());
    heading("Addresses it came from: " + named(sources.size(), count));
    blocks.add(
        new Block.Table(
            List.of("address", "operator", "place", "first seen", "last seen", "events"),
            sources.stream().map(this::row).toList()));
  }

  private List<String> row(Source source) {
    String number = source.getAsn() == null ? null : "AS" + source.getAsn();
    return List.of(
        source.getAddress(),
        joined(" ", number, source.getOperator()),
        joined(", ", source.getCity(), source.getCountry()),
        moments.dated(source.getFirstSeenAt()),
        moments.dated(source.getLastSeenAt()),
        String.valueOf(source.getEvents()));
  }

  private static String joined(String separator, String... known) {
    return Stream.of(known).filter(each -> each != null).collect(Collectors.joining(separator));
  }

  private static String named(int named, long count) {
    if (named < count) {
      return named + " of " + count + " named";
    }
    return count == 1 ? "1" : "all " + count + " named";
  }

  private void affected() {
    List<String> accounts = alert.getAffectedAccounts();
    if (alert.getAffectedCount() > 0 || !accounts.isEmpty()) {
      long count = Math.max(alert.getAffectedCount(), accounts.size());
      String known = named(accounts.size(), count);
      heading(
          "Affected accounts: "
              + (stored.namesAllAccounts() || accounts.size() < count
                  ? known
                  : accounts.size() + " named, and there may be more"));
      paragraph(Quoted.names(accounts));
    }
    AffectedOther other = alert.getAffectedOther();
    if (other != null) {
      heading(
          "Also affected, %s: %s"
              .formatted(
                  other.getType(),
                  named(other.getIds().size(), Math.max(other.getCount(), other.getIds().size()))));
      paragraph(Quoted.names(other.getIds()));
    }
  }

  private void paragraph(String text) {
    if (!text.isEmpty()) {
      blocks.add(new Block.Paragraph(text));
    }
  }

  private void others() {
    List<Fact> facts = new ArrayList<>();
    if (!alert.getClients().isEmpty()) {
      facts.add(new Fact("clients", Quoted.names(alert.getClients())));
    }
    if (!alert.getSessions().isEmpty()) {
      facts.add(new Fact("sessions", Quoted.names(alert.getSessions())));
    }
    if (!alert.getDataClasses().isEmpty()) {
      facts.add(
          new Fact(
              "personal data that left",
              alert.getDataClasses().stream().map(Enum::name).collect(Collectors.joining(", "))));
    }
    if (alert.getRecords() > 0) {
      facts.add(new Fact("records that left", String.valueOf(alert.getRecords())));
    }
    if (!facts.isEmpty()) {
      heading("Used and taken");
      blocks.add(new Block.Facts(facts));
    }
  }

  private void related(Collection<StoredAlert> all) {
    if (alert.getRelated().isEmpty()) {
      return;
    }
    Map<String, StoredAlert> byId =
        all.stream().collect(Collectors.toMap(StoredAlert::id, Function.identity()));
    heading("Related alerts");
    blocks.add(
        new Block.Table(
            List.of("how", "alert", "detector", "title"),
            alert.getRelated().stream()
                .map(each -> row(each, byId.get(each.getAlertId())))
                .toList()));
  }

  private static List<String> row(RelatedAlert related, StoredAlert found) {
    String how =
        switch (related.getRelation()) {
          case CAUSED_BY -> "led to this one";
          case PART_OF -> "has this one as a step";
          case SAME_SUBJECT -> "is about the same";
          case SAME_SOURCE -> "is from the same address";
        };
    return List.of(
        how,
        related.getAlertId(),
        related.getDetectorId(),
        found == null ? "(not among these alerts)" : found.alert().getTitle());
  }
}
