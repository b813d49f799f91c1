package io.leakwatch.local.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a job in this process keeps what it remembers from one life to the next: its checkpoints,
 * and the savepoint of its last clean end. One job a folder, and one process at a time.
 */
public final class StateFolder implements AutoCloseable {

  private static final String LOCK = "lock";
  private static final String IDENTITY = "job.json";
  private static final String CHECKPOINTS = "checkpoints";
  private static final String CHANGES = "changes";
  private static final String ENDS = "ends";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final Path folder;
  private final FileChannel lock;
  private final boolean sameDetectors;

  private StateFolder(Path folder, FileChannel lock, boolean sameDetectors) {
    this.folder = folder;
    this.lock = lock;
    this.sameDetectors = sameDetectors;
  }

  /**
   * Takes a folder, which is made if it is not there.
   *
   * @param fresh whether what is remembered in it is to be forgotten
   * @throws CommandFault if another process has it, if it is another job's, or if it cannot be
   *     written
   */
  public static StateFolder open(Path folder, JobIdentity job, boolean fresh) {
    try {
      Files.createDirectories(folder);
      FileChannel lock = locked(folder);
      try {
        if (fresh) {
          forget(folder);
        }
        Optional<JobIdentity> before = identity(folder);
        before.ifPresent(other -> refuseOther(folder, other.differences(job)));
        keep(job, folder.resolve(IDENTITY));
        return new StateFolder(
            folder, lock, before.map(JobIdentity::detectors).equals(Optional.of(job.detectors())));
      } catch (IOException | RuntimeException fault) {
        lock.close();
        throw fault;
      }
    } catch (IOException fault) {
      throw new CommandFault(
          "cannot keep state in %s: %s; name another folder with --state"
              .formatted(folder, words(fault)),
          fault);
    }
  }

  private static FileChannel locked(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    if (!isTaken(channel)) {
      // Not in a call of its own: who comes second reads it.
      channel.truncate(0);
      channel.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
      return channel;
    }
    channel.close();
    throw new CommandFault(
        ("process %s keeps its state in %s; end that first, or give this one a folder of its own"
                + " with --state")
            .formatted(Files.readString(folder.resolve(LOCK)).strip(), folder));
  }

  /** Takes the lock unless somebody has it. It ends with the process, however that ends. */
  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      FileLock taken = channel.tryLock();
      return taken == null;
    } catch (OverlappingFileLockException byThisProcess) {
      return true;
    }
  }

  private static Optional<JobIdentity> identity(Path folder) throws IOException {
    Path file = folder.resolve(IDENTITY);
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(Files.readString(file), JobIdentity.class))
          : Optional.empty();
    } catch (JsonProcessingException fault) {
      throw new CommandFault(
          ("%s does not say whose state lies beside it: %s; put it back from a copy, or begin anew"
                  + " with --fresh")
              .formatted(file, fault.getOriginalMessage()),
          fault);
    }
  }

  /** At once: whoever is killed meanwhile leaves the one before, or this one. */
  private static void keep(JobIdentity job, Path file) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(written, JSON.writeValueAsString(job) + "\n");
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void refuseOther(Path folder, List<String> differences) {
    if (!differences.isEmpty()) {
      throw new CommandFault(
          ("%s holds the state of another job (%s); give this one a folder of its own with --state,"
                  + " or begin anew with --fresh, which removes what is in the folder")
              .formatted(folder, String.join("; ", differences)));
    }
  }

  private static void forget(Path folder) throws IOException {
    for (String each : List.of(CHECKPOINTS, CHANGES, ENDS)) {
      Folders.delete(folder.resolve(each));
    }
    Files.deleteIfExists(folder.resolve(IDENTITY));
  }

  /** Where it is. */
  public Path path() {
    return folder;
  }

  /** For the checkpoints of a running job. */
  public Path checkpoints() {
    return folder.resolve(CHECKPOINTS);
  }

  /** For what has changed since a checkpoint. */
  public Path changes() {
    return folder.resolve(CHANGES);
  }

  /** For the savepoint of a clean end. */
  public Path ends() {
    return folder.resolve(ENDS);
  }

  /**
   * Whether the same detectors run as in the life before. Otherwise the state of one that is gone
   * has nobody to take it.
   */
  public boolean hasSameDetectors() {
    return sameDetectors;
  }

  /**
   * What to go on from; nothing where nothing was kept yet.
   *
   * @throws CommandFault if it cannot be read. No older one is taken instead, for what was written
   *     since would be written twice.
   */
  public Optional<Snapshot> newest() {
    try {
      List<Path> places = new ArrayList<>(below(ends()));
      for (Path job : below(checkpoints())) {
        places.addAll(below(job));
      }
      List<Snapshot> found = new ArrayList<>();
      for (Path place : places) {
        snapshot(place).ifPresent(found::add);
      }
      return found.stream().max(Comparator.comparingLong(Snapshot::id));
    } catch (IOException fault) {
      throw new CommandFault("cannot read %s: %s".formatted(folder, words(fault)), fault);
    }
  }

  private static Optional<Snapshot> snapshot(Path place) {
    try {
      return Snapshot.in(place);
    } catch (IOException fault) {
      throw new CommandFault(
          ("the state in %s cannot be read: %s; put it back from a copy, or begin anew with"
                  + " --fresh, which forgets what detectors have counted")
              .formatted(place, words(fault)),
          fault);
    }
  }

  private static List<Path> below(Path folder) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isDirectory)) {
      all.forEach(folders::add);
    } catch (NoSuchFileException none) {
      return List.of();
    }
    return folders;
  }

  /**
   * Removes what a life that was cut off has left behind: all that does not belong to a snapshot.
   *
   * @param kept what to go on from
   */
  public void clean(Snapshot kept) {
    try {
      Set<String> files = kept.files();
      for (Path each : List.of(checkpoints(), changes(), ends())) {
        if (Files.exists(each)) {
          Files.walkFileTree(each, new Leftovers(each, kept.folder(), files));
        }
      }
    } catch (IOException fault) {
      throw new CommandFault("cannot clean %s: %s".formatted(folder, words(fault)), fault);
    }
  }

  private static String words(IOException fault) {
    if (fault instanceof AccessDeniedException) {
      return "no permission for " + fault.getMessage();
    }
    if (fault instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    return fault.getMessage() == null ? fault.toString() : fault.getMessage();
  }

  /** Lets others have it. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException fault) {
      throw new CommandFault("cannot let go of " + folder + ": " + words(fault), fault);
    }
  }
}
