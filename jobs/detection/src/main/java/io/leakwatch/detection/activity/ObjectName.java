package io.leakwatch.detection.activity;

import com.google.common.base.Ascii;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Names of stored objects, as people and their programs write them, and the bucket in each:
 *
 * <ul>
 *   <li>{@code bucket/key} and {@code /bucket/key};
 *   <li>{@code s3://bucket/key}, {@code gs://bucket/key}, and other schemes likewise;
 *   <li>{@code arn:aws:s3:::bucket/key}, of any partition, and {@code
 *       arn:…:accesspoint/name/object/key}, whose bucket is {@code accesspoint/name};
 *   <li>URLs of S3 and of what is like it: {@code https://s3.eu-west-1.amazonaws.com/bucket/key},
 *       {@code https://bucket.s3.amazonaws.com/key}, dual-stack, FIPS, accelerated and website
 *       endpoints;
 *   <li>URLs of Cloud Storage: {@code https://storage.googleapis.com/bucket/key}, {@code
 *       https://bucket.storage.googleapis.com/key}, and those of its JSON API;
 *   <li>URLs of Azure, {@code https://account.blob.core.windows.net/container/blob}, whose bucket
 *       is {@code account/container}, because each account may have a container of that name;
 *   <li>any other URL, whose bucket is its host.
 * </ul>
 *
 * <p>All of them may be percent-encoded, and URLs may have a port, a query and a fragment. The
 * names are an attacker's: none makes this throw, and the key never decides on the bucket.
 */
final class ObjectName {

  private static final String SECONDARY = "-secondary";
  private static final String ACCESS_POINT = "accesspoint";

  /** Paths of Cloud Storage's JSON API, in front of the bucket. */
  private static final List<String> JSON_API =
      List.of(
          "/storage/v1/b/", "/download/storage/v1/b/", "/upload/storage/v1/b/", "/v0/b/", "/v1/b/");

  private ObjectName() {}

  /** The bucket of an object; the whole name where it names none. */
  static String bucketOf(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '/') {
        return i > 0 ? name.substring(0, i) : odd(name);
      }
      if (c == ':' || c == '%' || c == '.') {
        return odd(name);
      }
    }
    return name;
  }

  /** The bucket of a name that is more than {@code bucket/key}. */
  private static String odd(String name) {
    String bucket = bucketIn(withSlashesDecoded(name));
    return bucket.isEmpty() ? name : bucket;
  }

  /** What is in front of the first slash may be encoded as a whole, with other slashes in it. */
  private static String withSlashesDecoded(String name) {
    int slash = name.indexOf('/');
    String first = slash < 0 ? name : name.substring(0, slash);
    return first.indexOf('%') < 0 ? name : decoded(first) + name.substring(first.length());
  }

  private static String bucketIn(String name) {
    int scheme = name.indexOf("://");
    if (scheme > 0 && name.indexOf('/') == scheme + 1) {
      return ofUri(Ascii.toLowerCase(name.substring(0, scheme)), name.substring(scheme + 3));
    }
    if (name.regionMatches(true, 0, "arn:", 0, 4)) {
      return ofArn(name);
    }
    if (name.startsWith("/")) {
      return firstSegment(withoutQuery(name));
    }
    String first = firstSegment(name);
    String bucket = first.indexOf('.') < 0 ? null : ofKnownHost(name, first);
    return bucket == null ? first : bucket;
  }

  /** What is in front of the first slash, those at the beginning left out. */
  private static String firstSegment(String path) {
    int from = 0;
    while (from < path.length() && path.charAt(from) == '/') {
      from++;
    }
    int to = path.indexOf('/', from);
    return path.substring(from, to < 0 ? path.length() : to);
  }

  private static String withoutQuery(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '?' || path.charAt(i) == '#') {
        return path.substring(0, i);
      }
    }
    return path;
  }

  /** Without percent-encoding; what is not encoded as it should be stays as it is. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      int value = encoded[i] == '%' && i + 2 < encoded.length ? hex(encoded, i + 1) : -1;
      bytes.write(value < 0 ? encoded[i] : value);
      i += value < 0 ? 0 : 2;
    }
    return ExactText.of(bytes.toByteArray(), 0, bytes.size());
  }

  /** The byte that two digits stand for; below 0 where they are none. */
  private static int hex(byte[] text, int at) {
    int high = Character.digit(text[at], 16);
    int low = Character.digit(text[at + 1], 16);
    return high < 0 || low < 0 ? -1 : 16 * high + low;
  }

  private static String ofArn(String name) {
    String[] parts = name.split(":", 6);
    if (parts.length < 6 || !Ascii.toLowerCase(parts[2]).startsWith("s3")) {
      return firstSegment(name);
    }
    String[] path = parts[5].replaceFirst("^" + ACCESS_POINT + ":", ACCESS_POINT + "/").split("/");
    boolean isBelow = path.length > 1 && !parts[4].isEmpty();
    if (isBelow && path[0].equals(ACCESS_POINT)) {
      return ACCESS_POINT + "/" + path[1];
    }
    return isBelow && path[0].equals("bucket") ? path[1] : firstSegment(parts[5]);
  }

  private static String ofUri(String scheme, String rest) {
    String all = withoutQuery(rest);
    int slash = all.indexOf('/');
    String authority = slash < 0 ? all : all.substring(0, slash);
    String path = slash < 0 ? "" : all.substring(slash);
    String user = authority.substring(0, Math.max(0, authority.indexOf('@')));
    String host = host(authority);
    if (scheme.startsWith("wasb") || scheme.startsWith("abfs")) {
      return account(host) + "/" + user; // container@account
    }
    if (scheme.startsWith("http")) {
      String bucket = ofHost(host, path);
      return bucket == null ? host : bucket;
    }
    // No bucket has an @ in its name, nor a colon.
    return authority.isEmpty()
        ? firstSegment(path)
        : authority.substring(authority.indexOf('@') + 1);
  }

  private static String host(String authority) {
    String host = decoded(authority.substring(authority.indexOf('@') + 1));
    int port = host.startsWith("[") ? -1 : host.indexOf(':');
    String alone = Ascii.toLowerCase(port < 0 ? host : host.substring(0, port));
    return alone.endsWith(".") ? alone.substring(0, alone.length() - 1) : alone;
  }

  /** Of a URL without a scheme, if its host is one that keeps objects; null if it is none. */
  private static String ofKnownHost(String name, String first) {
    String host = host(withoutQuery(first));
    boolean isKnown =
        host.contains(".amazonaws.com")
            || host.endsWith("storage.googleapis.com")
            || host.contains(".core.windows.net");
    return isKnown ? ofHost(host, withoutQuery(name.substring(first.length()))) : null;
  }

  /** The bucket that the host, or the path behind it, names; null where the host is not known. */
  private static String ofHost(String host, String path) {
    if (host.endsWith(".googleapis.com") || host.endsWith("storage.cloud.google.com")) {
      return ofGoogle(host, path);
    }
    if (host.contains(".blob.") || host.contains(".dfs.") || host.contains(".web.core.")) {
      return ofAzure(host, path);
    }
    return ofS3(host, path);
  }

  private static String ofGoogle(String host, String path) {
    for (String api : JSON_API) {
      if (path.startsWith(api)) {
        return segment(path.substring(api.length()));
      }
    }
    int own = host.indexOf(".storage.");
    return own > 0 ? host.substring(0, own) : segment(path);
  }

  private static String ofAzure(String host, String path) {
    String container = host.contains(".web.core.") ? "$web" : segment(path);
    return container.isEmpty() ? account(host) : account(host) + "/" + container;
  }

  private static String account(String host) {
    String account = host.substring(0, Math.max(0, host.indexOf('.')));
    return account.endsWith(SECONDARY)
        ? account.substring(0, account.length() - SECONDARY.length())
        : account;
  }

  /**
   * S3's endpoints have a label {@code s3}, those of Amazon also {@code s3-website} and the like.
   * What is before it is the bucket, which may have dots, and such labels, too.
   */
  private static String ofS3(String host, String path) {
    boolean isAmazon = host.contains(".amazonaws.com");
    int end = host.length();
    while (end > 0) {
      int from = host.lastIndexOf('.', end - 1) + 1;
      String label = host.substring(from, end);
      if (label.equals("s3") || (isAmazon && label.startsWith("s3-"))) {
        return from == 0 ? segment(path) : host.substring(0, from - 1);
      }
      end = from - 1;
    }
    return null;
  }

  /** The first segment of a path, decoded. */
  private static String segment(String path) {
    return firstSegment(decoded(firstSegment(path)));
  }
}
