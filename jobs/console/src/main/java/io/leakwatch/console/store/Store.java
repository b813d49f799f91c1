package io.leakwatch.console.store;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console's folder: a database made from Kafka alone, which may be deleted at any time while no
 * console runs. One thread writes, a few read, each a whole state and never half a batch.
 */
public final class Store implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final String FILE = "console.db";
  private static final String LOCK = "console.lock";

  private final Path folder;
  private final FileChannel lock;
  private final ReadWriteLock use = new ReentrantReadWriteLock(true);
  private Connections connections;
  private volatile Projection projection;

  private Store(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Opens what is there. What is damaged, or of another version, is deleted: it is made again from
   * Kafka.
   *
   * @param folder made if it is not there
   * @throws CommandFault if another process has it, or it cannot be written
   */
  public static Store open(Path folder) {
    try {
      Files.createDirectories(folder);
      Store store = new Store(folder, locked(folder));
      store.openOrMake();
      return store;
    } catch (IOException | UncheckedIOException | StoreFault fault) {
      throw new CommandFault(
          "cannot use the console's folder %s: %s; name another with console.folder"
              .formatted(folder, Reason.of(fault)),
          fault);
    }
  }

  @SuppressWarnings("resource") // held until the store is closed
  private static FileChannel locked(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException ofThisProcess) {
      // The same as one of another.
    }
    channel.close();
    throw new CommandFault(
        "another console uses the folder %s; end it, or name another folder with console.folder"
            .formatted(folder));
  }

  private Path file() {
    return folder.resolve(FILE);
  }

  private void openOrMake() throws IOException {
    try {
      connections = Connections.open(file());
      if (connections.isUsable()) {
        projection = new Projection(connections.writer());
        return;
      }
      LOG.info("{} is of another version, or damaged: it is made again from Kafka", file());
    } catch (StoreFault fault) {
      if (!fault.isDamage()) {
        throw fault;
      }
      LOG.warn("{} is damaged, and made again from Kafka: {}", file(), fault.getMessage());
    }
    makeAnew();
  }

  private void makeAnew() throws IOException {
    if (connections != null) {
      connections.close();
      connections = null;
    }
    for (String end : new String[] {"", "-wal", "-shm", "-journal"}) {
      Files.deleteIfExists(folder.resolve(FILE + end));
    }
    connections = Connections.open(file());
    connections.makeTables();
    projection = new Projection(connections.writer());
  }

  /** Forgets everything; who asks meanwhile waits. */
  public void forgetAll() {
    use.writeLock().lock();
    try {
      makeAnew();
    } catch (IOException fault) {
      throw new UncheckedIOException("cannot make " + file() + " again", fault);
    } finally {
      use.writeLock().unlock();
    }
  }

  /** Asks; all that is asked within sees the same state. */
  public <T> T read(Function<Sql, T> question) {
    use.readLock().lock();
    Sql sql = null;
    try {
      sql = connections.take();
      sql.begin();
      return question.apply(sql);
    } finally {
      if (sql != null) {
        sql.rollBack();
        connections.giveBack(sql);
      }
      use.readLock().unlock();
    }
  }

  /** Writes all of it, or nothing. For one thread. */
  public void write(Consumer<Projection> work) {
    use.readLock().lock();
    try {
      projection.inOneTransaction(work);
    } finally {
      use.readLock().unlock();
    }
  }

  public Path folder() {
    return folder;
  }

  /** How many bytes the database has on disk. */
  public long bytes() {
    long bytes = 0;
    for (String end : new String[] {"", "-wal"}) {
      try {
        bytes += Files.size(folder.resolve(FILE + end));
      } catch (IOException notThere) {
        // There is a log beside it only while somebody writes.
      }
    }
    return bytes;
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (connections != null) {
        connections.close();
        connections = null;
      }
      lock.close();
    } catch (IOException fault) {
      LOG.warn("{} was not unlocked: {}", folder, Reason.of(fault));
    } finally {
      use.writeLock().unlock();
    }
  }
}
