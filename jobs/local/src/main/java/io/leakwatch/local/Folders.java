package io.leakwatch.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Folders that are ours to remove. A temporary one holds a file that its process keeps locked, and
 * the system unlocks when that process ends, however it ends: what was left lying by one that was
 * killed is removed when the next one makes a folder.
 */
public final class Folders {

  /** What the names of all temporary ones begin with. */
  static final String PREFIX = "leakwatch-";

  /** Locked while somebody needs the folder; a folder without it is nobody's, and stays. */
  private static final String OWNER = ".owner";

  private static final String OWNER_TO_BE = ".owner-to-be";

  /** The folders of this process. To open their files once more would give their locks up. */
  private static final Map<Path, FileChannel> HELD = new ConcurrentHashMap<>();

  private static final Set<Path> SWEPT = new HashSet<>();

  private Folders() {}

  /**
   * Makes an empty folder in the system's temporary one, but for a hidden file. The first one of
   * this process clears away those of dead processes.
   *
   * @param prefix begins with {@code leakwatch-}
   * @throws UncheckedIOException when it cannot be made
   */
  public static Path temporary(String prefix) {
    if (!prefix.startsWith(PREFIX)) {
      throw new IllegalArgumentException(prefix + " does not begin with " + PREFIX);
    }
    try {
      Path folder = Files.createTempDirectory(prefix);
      HELD.put(folder, locked(folder));
      sweepOnce(folder);
      return folder;
    } catch (IOException fault) {
      throw new UncheckedIOException(
          "cannot create a folder in the system's temporary folder", fault);
    }
  }

  /** The file gets its name once it is locked, so that nobody finds it unlocked before. */
  private static FileChannel locked(Path folder) throws IOException {
    Path toBe = folder.resolve(OWNER_TO_BE);
    FileChannel owner =
        FileChannel.open(toBe, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (owner.tryLock() == null) {
      throw new IOException("somebody else has locked " + toBe);
    }
    Files.move(toBe, folder.resolve(OWNER));
    return owner;
  }

  private static void sweepOnce(Path made) throws IOException {
    Path temporary = made.getParent();
    synchronized (SWEPT) {
      if (SWEPT.add(temporary)) {
        sweep(temporary, Files.getOwner(made));
      }
    }
  }

  /**
   * Removes what dead processes have left.
   *
   * @param mine whose folders are removed; those of other users stay
   */
  static void sweep(Path temporary, UserPrincipal mine) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path each : all) {
        if (!HELD.containsKey(each) && isFolderOf(mine, each)) {
          removeUnlessLocked(each);
        }
      }
    } catch (DirectoryIteratorException fault) {
      throw fault.getCause();
    }
  }

  private static boolean isFolderOf(UserPrincipal mine, Path each) {
    try {
      Path owner = each.resolve(OWNER);
      return Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
          && Files.isRegularFile(owner, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(each, LinkOption.NOFOLLOW_LINKS).equals(mine)
          && Files.getOwner(owner, LinkOption.NOFOLLOW_LINKS).equals(mine);
    } catch (IOException goneOrForbidden) {
      return false;
    }
  }

  private static void removeUnlessLocked(Path folder) {
    try (FileChannel owner =
        FileChannel.open(
            folder.resolve(OWNER), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (owner.tryLock() != null) {
        delete(folder);
      }
    } catch (IOException | UncheckedIOException nextTime) {
      // It is in nobody's way: the next process tries again.
    }
  }

  /**
   * Removes a folder and all that is in it; what others remove meanwhile, or have removed, does not
   * matter. Links are removed, not followed.
   *
   * @throws UncheckedIOException when something in it cannot be removed
   */
  public static void delete(Path folder) {
    try {
      Files.walkFileTree(folder, new Remover(folder));
      FileChannel owner = HELD.remove(folder);
      if (owner != null) {
        owner.close();
      }
    } catch (IOException fault) {
      throw new UncheckedIOException("cannot remove " + folder, fault);
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {

    private final Path root;
    private final Path owner;

    private Remover(Path root) {
      this.root = root;
      this.owner = root.resolve(OWNER);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!file.equals(owner)) {
        Files.deleteIfExists(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
      if (fault instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw fault;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException fault) throws IOException {
      if (folder.equals(root)) {
        // Last: who is killed before this leaves a folder that can be cleared away.
        Files.deleteIfExists(owner);
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
