package io.leakwatch.local.order;

import io.leakwatch.local.order.RunRecord.RunFile;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Writes records, which come in order, to a file that {@link SortedRun} reads. */
final class RunWriter implements AutoCloseable {

  static final int BUFFER_BYTES = 1 << 17;

  /** Ends a run; a file's index otherwise. */
  static final int END = -1;

  private final DataOutputStream out;
  private final Map<RunFile, Integer> files = new HashMap<>();

  /**
   * @param from the files that all records come from
   */
  RunWriter(Path run, Collection<RunFile> from) throws IOException {
    out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run), BUFFER_BYTES));
    Set<RunFile> each = new LinkedHashSet<>(from);
    out.writeInt(each.size());
    for (RunFile file : each) {
      text(file.name());
      text(file.kind().name());
      files.put(file, files.size());
    }
  }

  private void text(String text) throws IOException {
    bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  void write(RunRecord record) throws IOException {
    out.writeInt(files.get(record.file()));
    out.writeLong(record.number());
    out.writeLong(record.time());
    text(record.id());
    out.writeByte(record.content().form().code());
    bytes(record.content().bytes());
  }

  /** Ends the run; without that it is cut short. */
  void end() throws IOException {
    out.writeInt(END);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
