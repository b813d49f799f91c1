package io.leakwatch.workbench.importing.web;

import io.leakwatch.schemas.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A request line, such as {@code GET /users?page=2 HTTP/1.1}.
 *
 * @param target path and query, without the host that proxies are asked for
 */
record WebRequest(String method, String target) {

  /** More parts than any route has; longer paths are a caller's nonsense. */
  private static final int LONGEST_PATH = 2_048;

  /** Empty where it is no request of HTTP. */
  static Optional<WebRequest> parse(String line) {
    int space = line.indexOf(' ');
    if (space < 1 || !line.chars().limit(space).allMatch(c -> c >= 'A' && c <= 'Z')) {
      return Optional.empty();
    }
    int protocol = line.lastIndexOf(" HTTP/");
    String target = line.substring(space + 1, protocol > space ? protocol : line.length());
    return target.isBlank()
        ? Optional.empty()
        : Optional.of(new WebRequest(line.substring(0, space), withoutHost(target)));
  }

  private static String withoutHost(String target) {
    int scheme = target.indexOf("://");
    if (target.startsWith("/") || scheme < 0) {
      return target;
    }
    int path = target.indexOf('/', scheme + 3);
    return path < 0 ? "/" : target.substring(path);
  }

  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** Empty where there is none. */
  String query() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  /** The parts of the path between slashes, decoded; none where it is too long for a route. */
  List<String> parts() {
    String path = path();
    return path.length() > LONGEST_PATH
        ? List.of()
        : PathTemplate.parts(path).stream().map(PathTemplate::decoded).toList();
  }

  boolean endsLike(Set<String> endings) {
    String path = path();
    return endings.contains(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  Operation operation() {
    return switch (method) {
      case "GET", "HEAD" -> Operation.READ;
      case "POST", "PUT", "PATCH" -> Operation.WRITE;
      case "DELETE" -> Operation.DELETE;
      default -> Operation.OTHER;
    };
  }
}
