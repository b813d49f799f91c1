package io.leakwatch.console.access;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.javalin.config.RoutesConfig;
import io.leakwatch.console.Browser;
import io.leakwatch.console.config.ConsoleOptions;
import io.leakwatch.console.config.ConsoleSettings;
import io.leakwatch.console.server.Address;
import io.leakwatch.console.server.Caller;
import io.leakwatch.console.server.LiveEvents;
import io.leakwatch.console.server.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A server with nothing behind its guard but a few paths that say who asks. */
final class Door implements AutoCloseable {

  static final String PASSWORD = "correct horse battery";

  final HandClock clock = new HandClock();
  final LiveEvents live = new LiveEvents();
  private final WebServer server;

  Door(ConsoleSettings settings) {
    server =
        WebServer.start(
            Address.of("127.0.0.1", 0),
            Access.of(settings, clock, () -> true),
            List.of(live, Door::answers));
  }

  static ConsoleSettings withUsers(Path file) {
    return ConsoleSettings.defaults().with(ConsoleOptions.USERS_FILE, file.toString());
  }

  /** Writes users whose password is the same, checked fast. */
  static Path users(Path file, String... namesAndRoles) {
    String hash = BCrypt.withDefaults().hashToString(4, PASSWORD.toCharArray());
    List<String> lines = Arrays.stream(namesAndRoles).map(each -> each + ":" + hash).toList();
    try {
      // In one step, as editors and the command do.
      Path made = file.resolveSibling(file.getFileName() + ".new");
      Files.write(made, lines);
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      Files.move(
          made,
          file,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void answers(RoutesConfig routes) {
    routes.get("/api/alerts", Door::who);
    routes.post("/api/triage", Door::who);
    routes.post("/api/control", Door::who);
    routes.post("/api/control/{id}/withdraw", Door::who);
    routes.delete("/api/views/{name}", Door::who);
  }

  private static void who(io.javalin.http.Context request) {
    request.json(
        Map.of(
            "user",
            Caller.user(request),
            "role",
            request.<String>attribute(Caller.ROLE),
            "leads",
            Caller.leads(request)));
  }

  Browser browser() {
    return new Browser(server.uri());
  }

  URI uri() {
    return server.uri();
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    live.close();
    server.close();
  }
}
