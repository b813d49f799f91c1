package io.leakwatch.console.server;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** A file of the class path, held in memory, also compressed; browsers ask whether it changed. */
final class StaticFile {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8");

  private final byte[] bytes;
  private final byte[] compressed;
  private final String type;
  private final String tag;

  private StaticFile(byte[] bytes, String type) {
    this.bytes = bytes;
    this.compressed = compressed(bytes);
    this.type = type;
    this.tag = '"' + HexFormat.of().formatHex(sha256(bytes), 0, 16) + '"';
  }

  /**
   * One of the class path.
   *
   * @return empty if there is none, or it is of no type that a page is made of
   */
  static Optional<StaticFile> of(String resource) {
    String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
    if (type == null) {
      return Optional.empty();
    }
    try (InputStream in = StaticFile.class.getClassLoader().getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(new StaticFile(in.readAllBytes(), type));
    } catch (IOException fault) {
      throw new UncheckedIOException(resource, fault);
    }
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Browsers keep it, and ask each time whether it is still the same: that costs a few bytes. */
  void answer(Context request) {
    request
        .header("ETag", tag)
        .header("Cache-Control", "no-cache")
        .header("Vary", "Accept-Encoding");
    String had = request.header("If-None-Match");
    if (had != null && had.replace("W/", "").contains(tag)) {
      request.status(304);
      return;
    }
    String accepted = request.header("Accept-Encoding");
    boolean compress =
        accepted != null && accepted.contains("gzip") && compressed.length < bytes.length;
    if (compress) {
      request.header("Content-Encoding", "gzip");
    }
    request.disableCompression().contentType(type).result(compress ? compressed : bytes);
  }

  private static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 3 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
