package io.leakwatch.console.store;

import java.sql.SQLException;
import java.util.Locale;
import org.sqlite.SQLiteErrorCode;

/** SQLite cannot do what it was asked; the message says why and what to do next. */
public final class StoreFault extends RuntimeException {

  private final int code;

  StoreFault(SQLException fault) {
    super(words(fault), fault);
    code = fault.getErrorCode() & 0xff;
  }

  /** Whether the file is damaged, and has to be made again. */
  public boolean isDamage() {
    return code == SQLiteErrorCode.SQLITE_CORRUPT.code
        || code == SQLiteErrorCode.SQLITE_NOTADB.code
        || code == SQLiteErrorCode.SQLITE_FORMAT.code;
  }

  private static String words(SQLException fault) {
    int code = fault.getErrorCode() & 0xff;
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return "the disk of the console's folder is full; make room there, the console then goes on";
    }
    if (code == SQLiteErrorCode.SQLITE_IOERR.code) {
      return "the console's folder cannot be read or written; check its disk and its rights";
    }
    if (code == SQLiteErrorCode.SQLITE_READONLY.code) {
      return "the console's folder cannot be written; check its rights";
    }
    return "the console's database refuses: "
        + String.valueOf(fault.getMessage()).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
