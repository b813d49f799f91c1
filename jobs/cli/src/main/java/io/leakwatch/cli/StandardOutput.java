package io.leakwatch.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Standard output, which remembers whether it could be written. Java's own forgets why, and a
 * command whose result got lost must not end as if all were well.
 */
final class StandardOutput extends OutputStream {

  private static final String NOBODY_READS = "Broken pipe";

  private final OutputStream out;
  private String fault;

  StandardOutput(OutputStream out) {
    this.out = out;
  }

  /** Takes the place of Java's own. */
  static StandardOutput install() {
    StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    System.setOut(new PrintStream(output, true));
    return output;
  }

  /**
   * Why something could not be written; null if all was, or if whoever reads has seen enough, as
   * {@code head} does.
   */
  String fault() {
    return fault == null || fault.contains(NOBODY_READS) ? null : fault;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException failed) {
      fault = failed.getMessage();
      throw failed;
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
