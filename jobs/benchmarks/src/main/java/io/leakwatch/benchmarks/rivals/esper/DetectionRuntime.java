package io.leakwatch.benchmarks.rivals.esper;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.EventSender;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPDeployment;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import com.espertech.esper.runtime.client.EPStatement;
import com.espertech.esper.runtime.client.EPUndeployException;
import io.leakwatch.benchmarks.rivals.Attempt;
import io.leakwatch.benchmarks.rivals.Reader;
import io.leakwatch.benchmarks.rivals.Sighting;
import io.leakwatch.benchmarks.rivals.Stories;
import io.leakwatch.benchmarks.rivals.Timed;
import java.util.Map;

/** One Esper runtime with the statements deployed, for one thread; its clock is event time. */
final class DetectionRuntime implements AutoCloseable {

  /** Steps of the clock: windows of minutes need no finer one, and each step costs something. */
  private static final long STEP_MILLIS = 1000;

  private final EPRuntime runtime;
  private final EPDeployment deployment;
  private final EventSender attempts;
  private final EventSender sightings;
  private final EventSender reads;
  private long nextStep;

  DetectionRuntime(String name, Configuration configuration, EPCompiled compiled, Stories stories)
      throws EPDeployException {
    runtime = EPRuntimeProvider.getRuntime(name, configuration);
    runtime.initialize();
    deployment = runtime.getDeploymentService().deploy(compiled);
    Map<String, Object> subscribers = subscribers(stories);
    for (EPStatement statement : deployment.getStatements()) {
      if (subscribers.containsKey(statement.getName())) {
        statement.setSubscriber(subscribers.get(statement.getName()));
      }
    }
    attempts = runtime.getEventService().getEventSender("Attempt");
    sightings = runtime.getEventService().getEventSender("Sighting");
    reads = runtime.getEventService().getEventSender("Read");
  }

  private static Map<String, Object> subscribers(Stories stories) {
    String travel = "impossible-travel";
    String stuffing = "credential-stuffing";
    return Map.of(
        stuffing,
        new IdSubscriber(stories, stuffing, "ADDRESS"),
        travel,
        new IdSubscriber(stories, travel, "ACCOUNT"),
        "mass-scraping",
        new ReaderSubscriber(stories));
  }

  /** Shows it an event, not older than those before. */
  void send(Timed event) {
    if (event.at() >= nextStep) {
      long now = event.at() - event.at() % STEP_MILLIS;
      runtime.getEventService().advanceTime(now);
      nextStep = now + STEP_MILLIS;
    }
    if (event instanceof Attempt) {
      attempts.sendEvent(event);
    } else if (event instanceof Sighting) {
      sightings.sendEvent(event);
    } else {
      reads.sendEvent(event);
    }
  }

  @Override
  public void close() throws EPUndeployException {
    runtime.getDeploymentService().undeploy(deployment.getDeploymentId());
    runtime.destroy();
  }

  /** Esper calls {@code update} with the columns of a match: its fastest way to deliver. */
  public static final class IdSubscriber {

    private final Stories stories;
    private final String detector;
    private final String subjectType;

    private IdSubscriber(Stories stories, String detector, String subjectType) {
      this.stories = stories;
      this.detector = detector;
      this.subjectType = subjectType;
    }

    /** Takes a match. */
    public void update(String subject, long at) {
      stories.note(detector, subjectType, subject, at);
    }
  }

  /** Likewise, for readers of three types. */
  public static final class ReaderSubscriber {

    private final Stories stories;

    private ReaderSubscriber(Stories stories) {
      this.stories = stories;
    }

    /** Takes a match. */
    public void update(Reader reader, long at) {
      stories.note("mass-scraping", reader.type().name(), reader.id(), at);
    }
  }
}
