package io.leakwatch.console.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The page's own files, from the class path. Every path that is none of them is one of the page's
 * views: it gets the page itself, which then shows what the address says.
 */
final class PageFiles implements Routes {

  static final String FOLDER = "io/leakwatch/console/page/";
  private static final String INDEX = "index.html";

  /** No dot begins a part of it, so none leads out of the folder. */
  private static final Pattern SAFE =
      Pattern.compile("(?:[\\w-][\\w.-]*/)*[\\w-][\\w-]*\\.[\\w.]+");

  /** At most one entry for each file that there is. */
  private final Map<String, StaticFile> read = new ConcurrentHashMap<>();

  /** The page itself. */
  StaticFile index() {
    return file(INDEX)
        .orElseThrow(() -> new IllegalStateException("the page was not packaged: " + FOLDER));
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/", this::answer);
    routes.get("/<path>", this::answer);
  }

  private void answer(Context request) {
    String path = request.path();
    if (path.equals("/api") || path.startsWith("/api/") || path.startsWith("/lib/")) {
      ErrorAnswers.answer(request, 404, "there is nothing at this path");
      return;
    }
    file(path.substring(1)).orElseGet(this::index).answer(request);
  }

  private Optional<StaticFile> file(String path) {
    if (!SAFE.matcher(path).matches()) {
      return Optional.empty();
    }
    StaticFile known = read.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<StaticFile> found = StaticFile.of(FOLDER + path);
    found.ifPresent(file -> read.put(path, file));
    return found;
  }
}
