package io.leakwatch.console.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A connection to SQLite that keeps its statements. Of one thread at a time. */
public final class Sql implements AutoCloseable {

  /** Filters make statements of many forms; more of them than this are not kept. */
  private static final int MOST_KEPT = 200;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** What is made of one row. */
  @FunctionalInterface
  public interface RowReader<T> {

    /** The row at which the result stands. */
    T read(ResultSet row) throws SQLException;
  }

  /** Does something that is done once. */
  void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException fault) {
      throw new StoreFault(fault);
    }
  }

  /** Changes rows; says how many. */
  int update(String sql, Object... values) {
    try {
      return bound(sql, values).executeUpdate();
    } catch (SQLException fault) {
      throw new StoreFault(fault);
    }
  }

  /** All rows. */
  public <T> List<T> list(String sql, RowReader<T> reader, Object... values) {
    try (ResultSet result = bound(sql, values).executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(reader.read(result));
      }
      return rows;
    } catch (SQLException fault) {
      throw new StoreFault(fault);
    }
  }

  /** The first row, if there is one that is not null. */
  public <T> Optional<T> first(String sql, RowReader<T> reader, Object... values) {
    try (ResultSet result = bound(sql, values).executeQuery()) {
      return result.next() ? Optional.ofNullable(reader.read(result)) : Optional.empty();
    } catch (SQLException fault) {
      throw new StoreFault(fault);
    }
  }

  /** A figure; 0 where there is no row. */
  public long number(String sql, Object... values) {
    return first(sql, row -> row.getLong(1), values).orElse(0L);
  }

  private PreparedStatement bound(String sql, Object[] values) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      if (statements.size() >= MOST_KEPT) {
        forgetStatements();
      }
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
    return statement;
  }

  private static void bind(PreparedStatement statement, int at, Object value) throws SQLException {
    if (value == null) {
      statement.setNull(at, Types.NULL);
    } else if (value instanceof Integer number) {
      statement.setInt(at, number);
    } else if (value instanceof Long number) {
      statement.setLong(at, number);
    } else if (value instanceof Boolean flag) {
      statement.setInt(at, flag ? 1 : 0);
    } else {
      statement.setString(at, value.toString());
    }
  }

  private void forgetStatements() throws SQLException {
    for (PreparedStatement each : statements.values()) {
      each.close();
    }
    statements.clear();
  }

  void begin() {
    update("BEGIN");
  }

  void commit() {
    update("COMMIT");
  }

  /** Gives up what was begun; nothing happens where SQLite has done so itself. */
  void rollBack() {
    try {
      update("ROLLBACK");
    } catch (StoreFault alreadyGivenUp) {
      // SQLite rolls back by itself after some faults, such as a full disk.
    }
  }

  @Override
  public void close() {
    try {
      forgetStatements();
      connection.close();
    } catch (SQLException fault) {
      throw new StoreFault(fault);
    }
  }

  /** A whole number that may be null. */
  public static Long longOrNull(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }
}
