package io.leakwatch.benchmarks.latency;

import io.leakwatch.benchmarks.contest.ChildJvm;
import io.leakwatch.local.AtExit;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The job in a JVM of its own, seen from outside; it ends with this one. */
final class JobJvm implements AutoCloseable {

  private static final int SECONDS_TO_START = 600;
  private static final int SECONDS_TO_END = 60;

  private final Path folder;
  private final Process process;
  private final Thread leaveAtExit;

  private JobJvm(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    // The job ends by itself with this JVM, since its standard input does.
    this.leaveAtExit = AtExit.does("delete-folder", () -> Folders.delete(folder));
  }

  /**
   * Starts the job and waits until it is warm and runs.
   *
   * @throws CommandFault if it fails; the message holds the last it said
   */
  static JobJvm start(ChildJvm jvm, JobProcess.Task task) throws Exception {
    Path folder = Folders.temporary("leakwatch-latency-");
    JobProcess.JSON.writeValue(folder.resolve(JobProcess.TASK).toFile(), task);
    JobJvm job = new JobJvm(folder, jvm.start(JobProcess.class, folder));
    try {
      job.awaitRunning();
      return job;
    } catch (Exception fault) {
      job.close();
      throw fault;
    }
  }

  private void awaitRunning() throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
    while (!Files.exists(folder.resolve(JobProcess.RUNNING))) {
      checkAlive();
      if (System.nanoTime() > until) {
        throw new CommandFault(
            "the job was not warm and running within " + SECONDS_TO_START + " s");
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /**
   * Does nothing while the job is alive.
   *
   * @throws CommandFault if it has ended; the message holds the last it said
   */
  void checkAlive() throws IOException {
    if (!process.isAlive()) {
      throw new CommandFault(
          "the job ended with status %d:%n%s"
              .formatted(process.exitValue(), ChildJvm.lastWords(folder)));
    }
  }

  /** Ends the job as it stands. */
  JobProcess.Counts stop() throws Exception {
    process.getOutputStream().close();
    Path counts = folder.resolve(JobProcess.COUNTS);
    if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS) || !Files.exists(counts)) {
      throw new CommandFault("the job did not end in order:\n" + ChildJvm.lastWords(folder));
    }
    return JobProcess.JSON.readValue(counts.toFile(), JobProcess.Counts.class);
  }

  @Override
  public void close() {
    // Its folder can be removed only once nobody writes there.
    process.destroyForcibly().onExit().join();
    AtExit.forget(leaveAtExit);
    Folders.delete(folder);
  }
}
