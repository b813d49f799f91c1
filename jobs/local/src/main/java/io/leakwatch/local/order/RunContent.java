package io.leakwatch.local.order;

import io.leakwatch.local.files.FileRecord;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.pipeline.json.JsonRecords.UnknownSymbols;
import io.leakwatch.schemas.EventKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What a record of a file holds, as bytes: the line as it stood there, an event of a container, or
 * a fault with what stood there.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RunContent(Form form, byte[] bytes) {

  enum Form {
    LINE('l'),
    EVENT('e'),
    FAULT('f'),
    /** A fault where nothing could be read. */
    BARE_FAULT('b');

    private final char code;

    Form(char code) {
      this.code = code;
    }

    /** What stands for it in a file. */
    int code() {
      return code;
    }

    static Form of(int code) {
      return switch (code) {
        case 'l' -> LINE;
        case 'e' -> EVENT;
        case 'f' -> FAULT;
        case 'b' -> BARE_FAULT;
        default -> throw new IllegalArgumentException("no form has the code " + code);
      };
    }
  }

  static RunContent of(FileRecord record) {
    if (record.event() != null) {
      return record.raw() == null
          ? new RunContent(Form.EVENT, avro(record.event()))
          : new RunContent(Form.LINE, record.raw());
    }
    byte[] fault = record.fault().getBytes(StandardCharsets.UTF_8);
    byte[] raw = record.raw() == null ? new byte[0] : record.raw();
    ByteBuffer both = ByteBuffer.allocate(Integer.BYTES + fault.length + raw.length);
    both.putInt(fault.length).put(fault).put(raw);
    return new RunContent(record.raw() == null ? Form.BARE_FAULT : Form.FAULT, both.array());
  }

  private static byte[] avro(SpecificRecordBase event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new SpecificDatumWriter<>(event.getSchema(), SpecificData.getForClass(event.getClass()))
          .write(event, encoder);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * The record again.
   *
   * @param unknown hears of values that are none of an enum's, which then are the enum's default
   */
  FileRecord read(long number, EventKind kind, UnknownSymbols unknown) {
    return switch (form) {
      case LINE -> line(number, kind, unknown);
      case EVENT -> new FileRecord(number, event(kind), null, null);
      case FAULT, BARE_FAULT -> fault(number);
    };
  }

  private FileRecord line(long number, EventKind kind, UnknownSymbols unknown) {
    try {
      return new FileRecord(number, JsonRecords.read(bytes, kind.type(), unknown), null, bytes);
    } catch (JsonFault fault) {
      return new FileRecord(number, null, fault.getMessage(), bytes);
    }
  }

  private SpecificRecordBase event(EventKind kind) {
    try {
      return new SpecificDatumReader<SpecificRecordBase>(
              kind.schema(), kind.schema(), SpecificData.getForClass(kind.type()))
          .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private FileRecord fault(long number) {
    ByteBuffer both = ByteBuffer.wrap(bytes);
    byte[] fault = new byte[both.getInt()];
    both.get(fault);
    byte[] raw =
        form == Form.FAULT ? Arrays.copyOfRange(bytes, both.position(), bytes.length) : null;
    return new FileRecord(number, null, new String(fault, StandardCharsets.UTF_8), raw);
  }
}
