package io.leakwatch.traffic;

import io.leakwatch.traffic.innocents.Crowd;
import io.leakwatch.traffic.innocents.MemberVisits;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.EventIds;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.Population;
import io.leakwatch.traffic.world.Rhythm;
import io.leakwatch.traffic.world.SimulationPlan;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The events of a plan, in order of time, exactly as many as planned, as ordinary people do. Of one
 * seed: the same events, to the byte. Not for use by several threads at once.
 *
 * <p>Time goes by in slices. In each, the attacks that are due begin, then innocent actors go on
 * until the slice holds as many innocent events as people's rhythm wants of it, those that earlier
 * visits left for it included.
 */
public final class Simulation implements Iterator<SimulatedEvent> {

  private static final int EVENTS_PER_SLICE = 500;
  private static final int MOST_SLICES = 200_000;

  /** A visit that a traveller makes before take-off or after landing. */
  private record Appointment(long at, Account account) {}

  private final SimulationPlan plan;
  private final Population population;
  private final Schedule schedule;
  private final Calendar calendar;
  private final MemberVisits visits;
  private final Crowd crowd;
  private final Dice dice;
  private final EventIds ids;
  private final Crowd.Counted innocentStage;
  private final PriorityQueue<Appointment> appointments =
      new PriorityQueue<>(
          (a, b) ->
              a.at() != b.at()
                  ? Long.compare(a.at(), b.at())
                  : Integer.compare(a.account().number, b.account().number));
  private final long innocentsWanted;
  private final double[] rhythm;

  private int slice;
  private double rhythmSoFar;
  private long innocentsSoFar;
  private long emitted;
  private SimulatedEvent[] current = new SimulatedEvent[0];
  private int position;

  private Simulation(SimulationPlan plan) {
    this.plan = plan;
    Networks networks = new Networks(plan.people());
    this.population = new Population(plan, networks);
    this.schedule = new Schedule(plan, population, networks);
    this.innocentsWanted = plan.innocentEvents(schedule.events());
    this.calendar = new Calendar(plan.startMs(), plan.endMs(), sliceCount(plan));
    this.rhythm = rhythm(plan.people().rhythm(), calendar);
    this.visits = new MemberVisits(population, networks, Dice.of(plan.seed(), 2));
    this.crowd = new Crowd(plan.seed(), population, networks, visits);
    this.dice = Dice.of(plan.seed(), 7);
    this.ids = new EventIds(plan.seed());
    this.innocentStage = new Crowd.Counted(ids, (at, record) -> add(at, record, true));
    makeAppointments();
  }

  /** Prepares a run; takes a moment for each million events. */
  public static Simulation of(SimulationPlan plan) {
    return new Simulation(plan);
  }

  /** The truth about every attack of the run, in order of time; known from the beginning. */
  public List<Label> labels() {
    return schedule.labels();
  }

  /** How many events there are, those of attacks and all. */
  public long events() {
    return innocentsWanted + schedule.events();
  }

  /** How many of the events belong to attacks or were made up around them. */
  public long attackEvents() {
    return schedule.events();
  }

  /** How many accounts do something of their own. */
  public int accounts() {
    return population.size();
  }

  @Override
  public boolean hasNext() {
    return emitted < events();
  }

  @Override
  public SimulatedEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all " + events() + " events were taken");
    }
    while (position == current.length) {
      current = playSlice();
      position = 0;
    }
    emitted++;
    SimulatedEvent event = current[position];
    current[position++] = null;
    return event;
  }

  private SimulatedEvent[] playSlice() {
    long start = calendar.start(slice);
    long end = Math.min(plan.endMs(), calendar.start(slice + 1));
    schedule.performUntil(end, ids, (at, record) -> add(at, record, false));
    keepAppointments(end);
    rhythmSoFar += rhythm[slice];
    boolean last = slice == calendar.slices() - 1;
    long wanted = last ? innocentsWanted : Math.round(innocentsWanted * Math.min(1, rhythmSoFar));
    while (innocentsSoFar + calendar.innocents() < wanted) {
      crowd.act(dice.within(start, end), innocentStage);
    }
    long kept = Math.min(calendar.innocents(), innocentsWanted - innocentsSoFar);
    innocentsSoFar += kept;
    slice++;
    return calendar.close(kept);
  }

  private void add(long at, SpecificRecordBase record, boolean innocent) {
    if (at < plan.endMs()) {
      calendar.add(at, record, innocent);
    }
  }

  private void makeAppointments() {
    for (int i = 0; i < population.size(); i++) {
      Account account = population.get(i);
      if (account.flight != null) {
        appointments.add(new Appointment(account.flight.takeOff() - 40 * 60_000, account));
        appointments.add(new Appointment(account.flight.landing() + 25 * 60_000, account));
      }
    }
  }

  private void keepAppointments(long end) {
    while (!appointments.isEmpty() && appointments.peek().at() < end) {
      Appointment due = appointments.remove();
      if (due.at() >= plan.startMs()) {
        due.account().phoneSession = null; // has to sign in again
        visits.visit(due.account(), due.at(), innocentStage.stage());
      }
    }
  }

  private static int sliceCount(SimulationPlan plan) {
    long most = Math.min(MOST_SLICES, (plan.endMs() - plan.startMs()) / 1_000);
    return (int) Math.max(1, Math.min(most, plan.events() / EVENTS_PER_SLICE));
  }

  /** Share of the innocent events that each slice wants; together 1. */
  private static double[] rhythm(Rhythm people, Calendar calendar) {
    double[] rhythm = new double[calendar.slices()];
    double sum = 0;
    for (int i = 0; i < rhythm.length; i++) {
      rhythm[i] = people.ofTheWorld(calendar.start(i));
      sum += rhythm[i];
    }
    for (int i = 0; i < rhythm.length; i++) {
      rhythm[i] /= sum;
    }
    return rhythm;
  }
}
