package io.leakwatch.console.access;

import io.javalin.config.RoutesConfig;
import io.leakwatch.console.config.ConsoleOptions;
import io.leakwatch.console.config.ConsoleSettings;
import io.leakwatch.console.server.Routes;
import io.leakwatch.local.CommandFault;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** All about who may ask what, as settings say it. */
public final class Access implements Routes {

  private final List<Routes> parts;

  private Access(List<Routes> parts) {
    this.parts = parts;
  }

  /**
   * The one of these settings.
   *
   * @param isConnected whether Kafka answers
   * @throws CommandFault if they let anybody in from elsewhere, or the users file has faults
   */
  public static Access of(ConsoleSettings settings, Clock clock, BooleanSupplier isConnected) {
    List<String> faults = new ArrayList<>();
    settings.require(faults::add);
    if (!faults.isEmpty()) {
      throw new CommandFault(String.join("\n  ", faults));
    }
    List<Routes> parts = new ArrayList<>();
    List<Entrance> entrances = new ArrayList<>();
    List<Routes> login = new ArrayList<>();
    TrustedProxies proxies = new TrustedProxies(settings.get(ConsoleOptions.TRUSTED_PROXIES));
    if (settings.hasProxyUsers()) {
      entrances.add(new ProxyEntrance(proxies, settings));
    }
    if (settings.hasUsers()) {
      Users users = new Users(new UsersFile(Path.of(settings.get(ConsoleOptions.USERS_FILE))));
      Sessions sessions =
          new Sessions(
              clock,
              settings.get(ConsoleOptions.SESSION_LENGTH),
              settings.get(ConsoleOptions.SESSION_IDLE));
      entrances.add(new SessionEntrance(users, sessions));
      login.add(new LoginRoutes(users, sessions, proxies, clock));
    }
    if (entrances.isEmpty()) {
      parts.add(new OwnHosts(settings.get(ConsoleOptions.HOST)));
      entrances.add(new LocalEntrance());
    }
    parts.add(new Guard(entrances, howToGetIn(settings)));
    parts.addAll(login);
    parts.add(new MeRoutes(settings.hasUsers(), isConnected, clock));
    return new Access(parts);
  }

  private static String howToGetIn(ConsoleSettings settings) {
    return settings.hasUsers()
        ? "you are not signed in, or no longer; sign in"
        : "the proxy did not say who you are in %s; sign in there"
            .formatted(settings.get(ConsoleOptions.USER_HEADER));
  }

  @Override
  public void addTo(RoutesConfig routes) {
    parts.forEach(part -> part.addTo(routes));
  }
}
