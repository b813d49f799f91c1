package io.leakwatch.workbench.oracle;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.pipeline.raise.Link;
import io.leakwatch.schemas.Alert;
import io.leakwatch.workbench.oracle.PlainRaiser.Raised;
import io.leakwatch.workbench.oracle.PlainSubject.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What alerts a run raises, worked out without Flink: one step after the other, each over all that
 * the step before it put out, in lists and maps. Of the job only the detectors themselves are used,
 * the words that events, signals and alerts are made of, and pure functions.
 *
 * <p>It assumes what the job promises: things are seen in the order of event time, and how coarsely
 * time goes on, who works beside whom, and when something is forgotten or stored makes no
 * difference. Of signals of one moment about one subject those that ask come after those that do
 * not, and entries last, by their alerts' detectors and ids. Where a sequence tells notes apart
 * they go by these; otherwise they come in the order in which they were noticed. Coverage gaps are
 * left out: they are about counts, and not about events.
 */
final class PlainJob {

  private static final Comparator<Signal> AS_HEARD =
      Comparator.comparingLong(Signal::at)
          .thenComparing(signal -> signal.is(Sequence.ENTRY))
          .thenComparing(signal -> !signal.asks().isEmpty());

  private final List<Armed> armed;
  private final long lastMark;
  private final List<Alert> revisions = new ArrayList<>();

  private PlainJob(List<Armed> armed, long lastMark) {
    this.armed = armed;
    this.lastMark = lastMark;
  }

  /** Every revision of every alert. */
  static List<Alert> revisions(PlainDoor door, List<Armed> armed) {
    PlainJob job = new PlainJob(armed, door.lastMark());
    job.run(door);
    return job.revisions;
  }

  private void run(PlainDoor door) {
    Map<String, Detector<?>> detectors = new LinkedHashMap<>();
    armed.forEach(one -> detectors.put(one.type().id(), one.newDetector()));
    Map<String, List<Signal>> noticed = new LinkedHashMap<>();
    detectors.forEach((id, detector) -> noticed.put(id, noticed(detector, door)));
    PlainAnswers answers =
        new PlainAnswers(noticed.values().stream().flatMap(List::stream).toList());
    Map<String, List<Signal>> signals = new LinkedHashMap<>();
    noticed.forEach(
        (id, ofDetector) -> signals.put(id, answers.judged(detectors.get(id), ofDetector)));

    Raised first = Raised.nothing();
    Raised second = Raised.nothing();
    for (Armed one : armed) {
      List<Signal> own = signals.get(one.type().id());
      List<Match> matches = new ArrayList<>(own.stream().map(Match::of).toList());
      matches.addAll(sequences(one, false, own));
      raise(one, matches, first);
    }
    first.entries().sort(Comparator.comparing(PlainJob::alertOf));
    for (Armed one : armed) {
      List<Signal> heard = new ArrayList<>(signals.get(one.type().id()));
      heard.addAll(first.entries());
      raise(one, sequences(one, true, heard), second);
    }
    relate(first, second);
  }

  private static String alertOf(Signal entry) {
    return entry.cause().detectorId() + " " + entry.cause().alertId();
  }

  private static <S extends SensorState> List<Signal> noticed(
      Detector<S> detector, PlainDoor door) {
    return new PlainSensors<>(detector).signals(door.activities());
  }

  private static List<Match> sequences(Armed one, boolean afterEntry, List<Signal> heard) {
    Map<Entity, List<Signal>> bySubject = new HashMap<>();
    heard.forEach(
        signal ->
            bySubject.computeIfAbsent(signal.subject(), subject -> new ArrayList<>()).add(signal));
    List<Match> matches = new ArrayList<>();
    for (Sequence each : one.newDetector().sequences()) {
      PlainSequence sequence = new PlainSequence(one.type().id(), each);
      if (each.afterEntry() == afterEntry) {
        bySubject.values().forEach(all -> matches.addAll(sequence.matches(inOrder(all, each))));
      }
    }
    return matches;
  }

  private static List<Signal> inOrder(List<Signal> signals, Sequence sequence) {
    Comparator<Signal> order =
        sequence.comparesNotes() ? AS_HEARD.thenComparing(Signal::note) : AS_HEARD;
    return signals.stream().sorted(order).toList();
  }

  private void raise(Armed one, List<Match> matches, Raised raised) {
    Map<Entity, List<Match>> bySubject = new HashMap<>();
    matches.forEach(
        match ->
            bySubject.computeIfAbsent(match.subject(), subject -> new ArrayList<>()).add(match));
    bySubject.values().forEach(all -> new PlainRaiser(one, raised).raise(all, lastMark));
  }

  private void relate(Raised first, Raised second) {
    List<Alert> states = new ArrayList<>(first.revisions());
    states.addAll(second.revisions());
    List<Link> links = new ArrayList<>(PlainSources.links(states));
    links.addAll(first.links());
    links.addAll(second.links());

    Map<Entity, List<Note>> bySubject = new HashMap<>();
    states.forEach(state -> notesOf(subjectOf(state), bySubject).add(new Note(state, null)));
    links.forEach(link -> notesOf(link.subject(), bySubject).add(new Note(null, link)));
    Map<String, Set<String>> coveredBy = new HashMap<>();
    armed.forEach(one -> coveredBy.put(one.type().id(), Set.copyOf(one.type().profile().covers())));
    bySubject
        .values()
        .forEach(notes -> new PlainSubject(coveredBy, revisions::add).learn(notes, lastMark));
  }

  private static List<Note> notesOf(Entity subject, Map<Entity, List<Note>> bySubject) {
    return bySubject.computeIfAbsent(subject, unknown -> new ArrayList<>());
  }

  private static Entity subjectOf(Alert alert) {
    return new Entity(alert.getSubject().getType(), alert.getSubject().getId());
  }
}
