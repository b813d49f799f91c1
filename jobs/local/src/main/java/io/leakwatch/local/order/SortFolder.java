package io.leakwatch.local.order;

import io.leakwatch.local.AtExit;
import io.leakwatch.local.Folders;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A folder for what is sorted on disk, in the system's temporary one: made when it is first needed,
 * removed when it is closed, and else when the JVM ends.
 */
public final class SortFolder implements Supplier<Path>, AutoCloseable {

  private Path folder;
  private Thread removeAtExit;

  @Override
  public Path get() {
    if (folder == null) {
      folder = Folders.temporary("leakwatch-sort-");
      Path made = folder;
      removeAtExit = AtExit.does("remove-sorted", () -> Folders.delete(made));
    }
    return folder;
  }

  @Override
  public void close() {
    if (folder != null) {
      AtExit.forget(removeAtExit);
      Folders.delete(folder);
      folder = null;
    }
  }
}
