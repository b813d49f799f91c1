package io.leakwatch.local.files;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import java.nio.file.Path;

/** A file is not what it would have to be; where it only lies about in a folder, it is skipped. */
final class FileFault extends CommandFault {

  private final String reason;

  /**
   * @param reason to stand behind the file's name: {@code is empty}
   */
  FileFault(Path file, String reason) {
    this(file, reason, null);
  }

  FileFault(Path file, String reason, Throwable cause) {
    super(file + " " + onOneLine(reason), cause);
    this.reason = onOneLine(reason);
  }

  static FileFault empty(Path file) {
    return new FileFault(file, "is empty; if it is an event file, " + FileFormat.NAMING);
  }

  static FileFault unreadable(Path file, Throwable cause) {
    return new FileFault(file, "cannot be read: " + Reason.of(cause), cause);
  }

  /** Other libraries' messages quote what they found, with its line ends. */
  private static String onOneLine(String text) {
    return text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
  }

  /** What is wrong with it, to stand behind its name. */
  String reason() {
    return reason;
  }
}
