package io.leakwatch.local.kafka;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.SchemaStore;

/**
 * The schemas with which alerts were written so far. A compacted topic keeps what an earlier
 * version wrote until there is something newer to say about the same alert, which may be never.
 */
public final class AlertVersions {

  /** Before there were sources and related alerts. */
  private static final List<String> EARLIER = List.of("alert-1.avsc");

  private AlertVersions() {}

  /** Reads alerts of this version and of earlier ones, in Avro single-object encoding. */
  public static BinaryMessageDecoder<Alert> decoder() {
    TrustedSchemas.trust();
    SchemaStore.Cache writers = new SchemaStore.Cache();
    EARLIER.forEach(name -> writers.addSchema(earlier(name)));
    return Alert.createDecoder(writers);
  }

  private static Schema earlier(String name) {
    try (InputStream file = AlertVersions.class.getResourceAsStream(name)) {
      return new Schema.Parser().parse(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(name + " was not packaged", fault);
    }
  }
}
