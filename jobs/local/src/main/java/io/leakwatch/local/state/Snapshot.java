package io.leakwatch.local.state;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.runtime.checkpoint.Checkpoints;

/**
 * All that a job remembered at a moment: a checkpoint, or the savepoint of a clean end.
 *
 * @param folder the folder of its metadata
 * @param id its number; a job that goes on from one counts on from it, so the highest is the newest
 * @param at when it was complete
 */
public record Snapshot(Path folder, long id, Instant at) {

  private static final String METADATA = "_metadata";

  /** What Flink names the files of a snapshot by. */
  private static final Pattern FILE_NAME =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /**
   * The one in a folder; nothing where none was completed there.
   *
   * @throws IOException if there is one that cannot be read
   */
  static Optional<Snapshot> in(Path folder) throws IOException {
    Path metadata = folder.resolve(METADATA);
    if (!Files.exists(metadata)) {
      return Optional.empty();
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata)))) {
      long id =
          Checkpoints.loadCheckpointMetadata(
                  in, Snapshot.class.getClassLoader(), folder.toUri().toString())
              .getCheckpointId();
      return Optional.of(new Snapshot(folder, id, Files.getLastModifiedTime(metadata).toInstant()));
    } catch (RuntimeException fault) {
      throw new IOException("not a snapshot of a job: " + fault.getMessage(), fault);
    }
  }

  /**
   * Names of the files that it consists of, wherever they lie, its metadata's aside. They are
   * random, so one that occurs in the metadata belongs to it.
   */
  Set<String> files() throws IOException {
    String metadata = Files.readString(folder.resolve(METADATA), StandardCharsets.ISO_8859_1);
    Set<String> names = new HashSet<>();
    for (Matcher found = FILE_NAME.matcher(metadata); found.find(); ) {
      names.add(found.group());
    }
    return names;
  }

  /** As Flink is given it. */
  public String uri() {
    return folder.toUri().toString();
  }
}
