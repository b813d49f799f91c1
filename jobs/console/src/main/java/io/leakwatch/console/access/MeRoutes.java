package io.leakwatch.console.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.leakwatch.console.server.Routes;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detectors.Detectors;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** {@code GET /api/me}: what the page asks first. */
final class MeRoutes implements Routes {

  private final boolean login;
  private final BooleanSupplier isConnected;
  private final Clock clock;
  private final List<Map<String, Object>> detectors =
      Detectors.ALL.stream().map(MeRoutes::detector).toList();

  MeRoutes(boolean login, BooleanSupplier isConnected, Clock clock) {
    this.login = login;
    this.isConnected = isConnected;
    this.clock = clock;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/me", this::answer);
  }

  private void answer(Context request) {
    Member member = Guard.member(request);
    Map<String, Object> me = new LinkedHashMap<>();
    me.put("user", member.name());
    me.put("role", member.role().word());
    me.put("csrf", member.csrf());
    me.put("login", login);
    me.put("now", clock.millis());
    me.put("detectors", detectors);
    me.put("connected", isConnected.getAsBoolean());
    request.json(me);
  }

  private static Map<String, Object> detector(DetectorType type) {
    DetectorProfile profile = type.profile();
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("id", type.id());
    words.put("summary", profile.summary());
    words.put("subject", profile.subjects().get(0).name());
    words.put("severity", profile.severity().toString());
    return words;
  }
}
