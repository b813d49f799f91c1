package io.leakwatch.local.state;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** Removes files that belong to no snapshot, and folders that are empty then. */
final class Leftovers extends SimpleFileVisitor<Path> {

  private final Path root;
  private final Path kept;
  private final Set<String> files;

  Leftovers(Path root, Path kept, Set<String> files) {
    this.root = root;
    this.kept = kept;
    this.files = files;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (!file.getParent().equals(kept) && !files.contains(file.getFileName().toString())) {
      Files.deleteIfExists(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path visited, IOException fault) throws IOException {
    if (!visited.equals(root) && isEmpty(visited)) {
      Files.deleteIfExists(visited);
    }
    return FileVisitResult.CONTINUE;
  }

  private static boolean isEmpty(Path visited) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(visited)) {
      return !all.iterator().hasNext();
    }
  }
}
