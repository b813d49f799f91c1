package io.leakwatch.console.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One connection that writes, and a few that read beside it. */
final class Connections implements AutoCloseable {

  /** Goes up with every change of the tables, or of what is put into them. */
  private static final int VERSION = 1;

  /** Two cores answer no faster with more. */
  private static final int READERS = 4;

  private static final long PATIENCE_SECONDS = 30;

  private final Path file;
  private final Sql writer;
  private final BlockingQueue<Sql> readers = new ArrayBlockingQueue<>(READERS);

  private Connections(Path file, Sql writer) {
    this.file = file;
    this.writer = writer;
  }

  static Connections open(Path file) {
    Sql writer = connect(file);
    try {
      // Lost on a power cut are the last batches, with their offsets: they are read once more.
      pragma(writer, "journal_mode = WAL");
      pragma(writer, "synchronous = NORMAL");
      pragma(writer, "wal_autocheckpoint = 4000");
      Connections connections = new Connections(file, writer);
      connections.openReaders();
      return connections;
    } catch (StoreFault fault) {
      writer.close();
      throw fault;
    }
  }

  private void openReaders() {
    for (int i = 0; i < READERS; i++) {
      Sql reader = connect(file);
      readers.add(reader);
      pragma(reader, "query_only = ON");
    }
  }

  private static Sql connect(Path file) {
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      Sql sql = new Sql(connection);
      pragma(sql, "busy_timeout = 10000");
      pragma(sql, "temp_store = MEMORY");
      pragma(sql, "cache_size = -32000");
      pragma(sql, "mmap_size = 1073741824");
      return sql;
    } catch (SQLException fault) {
      throw new StoreFault(fault);
    }
  }

  private static void pragma(Sql sql, String words) {
    sql.run("PRAGMA " + words);
  }

  /** Whether it is whole, and of this version. */
  boolean isUsable() {
    return writer.number("PRAGMA user_version") == VERSION
        && writer.first("PRAGMA quick_check(1)", row -> row.getString(1)).orElse("").equals("ok");
  }

  void makeTables() {
    writer.begin();
    Arrays.stream(tables().replaceAll("(?m)^--.*$", "").split(";"))
        .filter(each -> !each.isBlank())
        .forEach(writer::run);
    writer.run("PRAGMA user_version = " + VERSION);
    writer.commit();
  }

  private static String tables() {
    try (InputStream file = Connections.class.getResourceAsStream("tables.sql")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException("tables.sql was not packaged", fault);
    }
  }

  Sql writer() {
    return writer;
  }

  Sql take() {
    try {
      Sql reader = readers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (reader == null) {
        throw new IllegalStateException(
            "the console is too busy: no reading connection came free within "
                + PATIENCE_SECONDS
                + " s; try again");
      }
      return reader;
    } catch (InterruptedException fault) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting to read; try again", fault);
    }
  }

  void giveBack(Sql reader) {
    readers.add(reader);
  }

  /** Nobody may be reading. */
  @Override
  public void close() {
    readers.forEach(Sql::close);
    readers.clear();
    writer.close();
  }
}
