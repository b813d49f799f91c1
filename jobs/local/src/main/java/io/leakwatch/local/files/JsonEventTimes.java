package io.leakwatch.local.files;

import io.leakwatch.schemas.EventKind;

/** The times of events in JSON lines. */
final class JsonEventTimes extends EventTimes {

  private final LineReader lines;
  private final LineTime times;
  private Line line;

  JsonEventTimes(LineReader lines, EventKind kind) {
    this.lines = lines;
    this.times = new LineTime(kind);
  }

  @Override
  public boolean advance() {
    while (lines.hasNext()) {
      line = lines.next();
      if (!line.isBlank() || line.fault() != null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long time() {
    return line.fault() == null ? possible(times.of(line.bytes())) : NONE;
  }

  @Override
  public int bytes() {
    return line.bytes().length;
  }

  @Override
  public void close() {
    lines.close();
  }
}
