package io.leakwatch.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Folders that are ours to remove. */
public final class Folders {

  private Folders() {}

  /**
   * Makes an empty folder in the system's temporary one.
   *
   * @throws UncheckedIOException when it cannot be made
   */
  public static Path temporary(String prefix) {
    try {
      return Files.createTempDirectory(prefix);
    } catch (IOException fault) {
      throw new UncheckedIOException(
          "cannot create a folder in the system's temporary folder", fault);
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
      Files.walkFileTree(folder, new Remover());
    } catch (IOException fault) {
      throw new UncheckedIOException("cannot remove " + folder, fault);
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
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
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
