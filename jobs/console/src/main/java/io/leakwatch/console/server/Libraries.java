package io.leakwatch.console.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Under {@code /lib/}: the libraries that the page uses, from their webjars, so that the page works
 * without internet. A webjar's path holds its version; the page's does not.
 */
final class Libraries implements Routes {

  /** The name under /lib/, the webjar, and the folder in it. */
  private record Library(String name, String webjar, String folder) {

    private String resource(String path) {
      return "META-INF/resources/webjars/%s/%s/%s%s".formatted(webjar, version(), folder, path);
    }

    private String version() {
      String pom = "META-INF/maven/org.webjars.npm/%s/pom.properties".formatted(webjar);
      try (InputStream in = Libraries.class.getClassLoader().getResourceAsStream(pom)) {
        Properties properties = new Properties();
        properties.load(in);
        return properties.getProperty("version");
      } catch (IOException fault) {
        throw new UncheckedIOException(pom, fault);
      }
    }
  }

  private static final List<Library> ALL =
      List.of(
          new Library("lit", "lit", ""),
          new Library("lit-html", "lit-html", ""),
          new Library("lit-element", "lit-element", ""),
          new Library("reactive-element", "lit__reactive-element", ""),
          new Library("uplot", "uplot", ""));

  private static final String WORLD = "world.json";

  private static final Pattern SAFE = Pattern.compile("(?:[\\w-]+/)*[\\w-]+(?:\\.[\\w-]+)+");

  /** At most one entry for each file that there is. */
  private final Map<String, StaticFile> read = new ConcurrentHashMap<>();

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/lib/<path>", this::answer);
  }

  private void answer(Context request) {
    Optional<StaticFile> file = file(request.path().substring("/lib/".length()));
    if (file.isEmpty()) {
      ErrorAnswers.answer(request, 404, "there is no such file among the page's libraries");
      return;
    }
    file.get().answer(request);
  }

  private Optional<StaticFile> file(String path) {
    if (!SAFE.matcher(path).matches()) {
      return Optional.empty();
    }
    StaticFile known = read.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<StaticFile> found = resource(path).flatMap(StaticFile::of);
    found.ifPresent(file -> read.put(path, file));
    return found;
  }

  private static Optional<String> resource(String path) {
    if (path.equals(WORLD)) {
      return Optional.of(new Library("", "echarts", "map/json/").resource(WORLD));
    }
    int slash = path.indexOf('/');
    return ALL.stream()
        .filter(library -> slash > 0 && library.name().equals(path.substring(0, slash)))
        .findFirst()
        .map(library -> library.resource(path.substring(slash + 1)));
  }
}
