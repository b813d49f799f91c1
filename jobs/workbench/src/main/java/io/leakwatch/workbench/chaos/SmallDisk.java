package io.leakwatch.workbench.chaos;

import io.leakwatch.local.AtExit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A disk in memory that can be filled up. Only who may mount one has it. */
final class SmallDisk implements AutoCloseable {

  private static final int BLOCK_BYTES = 1 << 16;

  private final Path folder;
  private final Path filler;
  private final Thread unmount;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.filler = folder.resolve("filler");
    this.unmount = AtExit.does("chaos-disk", this::unmount);
  }

  /** Mounts one; nothing where that is not allowed. */
  static Optional<SmallDisk> at(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    int status =
        new ProcessBuilder(
                "mount", "-t", "tmpfs", "-o", "size=1g", "leakwatch-chaos", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    return status == 0 ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  /** Leaves no room on it. */
  void fill() {
    byte[] block = new byte[BLOCK_BYTES];
    Arrays.fill(block, (byte) 1);
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // as it should be
    }
  }

  /** Makes room again. */
  void free() throws IOException {
    Files.deleteIfExists(filler);
  }

  private void unmount() {
    try {
      new ProcessBuilder("umount", "-l", folder.toString()).start().waitFor();
    } catch (IOException fault) {
      System.err.println("leakwatch: " + folder + " is still mounted: " + fault.getMessage());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (AtExit.forget(unmount)) {
      unmount();
    }
  }
}
