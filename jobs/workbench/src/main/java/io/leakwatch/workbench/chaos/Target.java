package io.leakwatch.workbench.chaos;

import java.nio.file.Path;
import java.util.List;

/** The job, and the processes in which it runs: whom deeds are done to. */
interface Target extends AutoCloseable {

  /** Makes one for each schedule. */
  interface Kind {

    /**
     * For one schedule.
     *
     * @param name of the schedule
     * @param config the job's configuration
     */
    Target of(String name, Path config) throws Exception;
  }

  /** Starts all of it; returns when events may come. */
  void start() throws Exception;

  /** Does something to it; what can be done to every kind of target is not its matter. */
  void suffer(Schedule.Act act) throws Exception;

  /**
   * Starts again what has ended by itself, as whoever looks after processes does.
   *
   * @return of each process the last line that it had said
   */
  List<String> revive() throws Exception;

  /** Ends it in order, when all is done. */
  void end() throws Exception;

  /** What cannot be done to it here, and why, in words. */
  default List<String> spared() {
    return List.of();
  }

  @Override
  void close();
}
