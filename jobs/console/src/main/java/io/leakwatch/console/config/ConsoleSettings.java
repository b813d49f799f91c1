package io.leakwatch.console.config;

import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.pipeline.ConfigKeys;
import io.leakwatch.pipeline.References;
import io.leakwatch.workbench.importing.web.AddressRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What is set about a console.
 *
 * @param webhooks by their names
 */
public record ConsoleSettings(Settings settings, List<WebhookRule> webhooks) {

  /** Each has a thread and a consumer of its own. */
  private static final int MOST_WEBHOOKS = 20;

  public ConsoleSettings {
    webhooks = List.copyOf(webhooks);
  }

  /** All defaults: on 127.0.0.1, without login, without webhooks. */
  public static ConsoleSettings defaults() {
    return new ConsoleSettings(Settings.defaults(ConsoleOptions.ALL), List.of());
  }

  /**
   * What a configuration gives.
   *
   * @param raw the file's keys without {@code console.}
   * @param environment a variable's name to its value; null if it is not set
   * @param faults takes one message a fault
   */
  static ConsoleSettings of(
      Map<String, Object> raw, UnaryOperator<String> environment, Consumer<String> faults) {
    List<String> found = new ArrayList<>();
    References references = new References(environment, found::add);
    Map<String, Object> keys = new LinkedHashMap<>();
    raw.forEach(
        (key, value) -> {
          String whole = ConfigKeys.CONSOLE + key;
          keys.put(whole, references.resolved(whole, value));
        });
    Map<String, Object> hooks = ConfigKeys.take(keys, ConfigKeys.CONSOLE + WebhookRule.PREFIX);
    Settings settings = Settings.of(ConsoleOptions.ALL, "", keys, found::add);
    ConsoleSettings all = new ConsoleSettings(settings, rules(hooks, found));
    if (found.isEmpty()) {
      all.require(found::add);
    }
    found.stream().map(references::hidden).forEach(faults);
    return all;
  }

  private static List<WebhookRule> rules(Map<String, Object> hooks, List<String> faults) {
    Map<String, Map<String, Object>> byName = new TreeMap<>();
    hooks.forEach(
        (key, value) -> {
          int dot = key.indexOf('.');
          String name = dot < 0 ? key : key.substring(0, dot);
          Map<String, Object> own = byName.computeIfAbsent(name, any -> new LinkedHashMap<>());
          if (dot >= 0) {
            own.put(key.substring(dot + 1), value);
          }
        });
    List<WebhookRule> rules = new ArrayList<>();
    byName.forEach(
        (name, own) -> {
          String prefix = ConfigKeys.CONSOLE + WebhookRule.PREFIX + name + ".";
          WebhookRule rule =
              new WebhookRule(name, Settings.of(WebhookOptions.ALL, prefix, own, faults::add));
          rule.require(faults::add);
          rules.add(rule);
        });
    if (rules.size() > MOST_WEBHOOKS) {
      faults.add(
          "console.webhooks: %d are more than %d; send to one that passes them on"
              .formatted(rules.size(), MOST_WEBHOOKS));
    }
    return rules;
  }

  public <T> T get(Option<T> option) {
    return settings.get(option);
  }

  /** These with one value replaced. */
  public <T> ConsoleSettings with(Option<T> option, T value) {
    return new ConsoleSettings(settings.with(option, value), webhooks);
  }

  /** These with other webhooks. */
  public ConsoleSettings with(List<WebhookRule> rules) {
    return new ConsoleSettings(settings, rules);
  }

  /** Whether only this machine can reach it. */
  public boolean isLoopback() {
    try {
      return InetAddress.getByName(get(ConsoleOptions.HOST)).isLoopbackAddress();
    } catch (UnknownHostException saidWhenItIsBound) {
      return false;
    }
  }

  /** Whether people sign in with names and passwords. */
  public boolean hasUsers() {
    return !get(ConsoleOptions.USERS_FILE).isEmpty();
  }

  /** Whether a proxy says who is asking. */
  public boolean hasProxyUsers() {
    return !get(ConsoleOptions.USER_HEADER).isEmpty();
  }

  /** What does not go together, or cannot be; a message each. */
  public void require(Consumer<String> faults) {
    if (!isLoopback() && !hasUsers() && !hasProxyUsers()) {
      faults.accept(
          "%s: %s can be reached from elsewhere, so people must sign in; give %s (make it with"
                  .formatted(
                      ConsoleOptions.HOST, get(ConsoleOptions.HOST), ConsoleOptions.USERS_FILE)
              + " './leakwatch console user add'), or %s and %s, or listen on 127.0.0.1"
                  .formatted(ConsoleOptions.TRUSTED_PROXIES, ConsoleOptions.USER_HEADER));
    }
    requireProxies(faults);
    if (get(ConsoleOptions.TLS_CERTIFICATE).isEmpty() != get(ConsoleOptions.TLS_KEY).isEmpty()) {
      faults.accept(
          "%s and %s go together; give both or neither"
              .formatted(ConsoleOptions.TLS_CERTIFICATE, ConsoleOptions.TLS_KEY));
    }
    for (String url : get(ConsoleOptions.METRICS)) {
      requireUrl(ConsoleOptions.METRICS, url, faults);
    }
    if (!get(ConsoleOptions.PUBLIC_URL).isEmpty()) {
      requireUrl(ConsoleOptions.PUBLIC_URL, get(ConsoleOptions.PUBLIC_URL), faults);
    }
  }

  private static void requireUrl(Option<?> option, String url, Consumer<String> faults) {
    String wrong = WebhookRule.faultOfUrl(url);
    if (wrong != null) {
      faults.accept(option + ": " + wrong);
    }
  }

  private void requireProxies(Consumer<String> faults) {
    List<String> proxies = get(ConsoleOptions.TRUSTED_PROXIES);
    if (hasProxyUsers() && proxies.isEmpty()) {
      faults.accept(
          "%s: anybody could send it; give the proxies' addresses as %s"
              .formatted(ConsoleOptions.USER_HEADER, ConsoleOptions.TRUSTED_PROXIES));
    }
    if (!proxies.isEmpty() && !hasProxyUsers() && !hasUsers()) {
      faults.accept(
          "%s: nobody signs people in; give %s or %s, too"
              .formatted(
                  ConsoleOptions.TRUSTED_PROXIES,
                  ConsoleOptions.USER_HEADER,
                  ConsoleOptions.USERS_FILE));
    }
    if (!get(ConsoleOptions.ROLE_HEADER).isEmpty() && !hasProxyUsers()) {
      faults.accept(
          "%s: no header gives the user; give %s, too"
              .formatted(ConsoleOptions.ROLE_HEADER, ConsoleOptions.USER_HEADER));
    }
    for (String proxy : proxies) {
      try {
        AddressRange.of(proxy);
      } catch (IllegalArgumentException fault) {
        faults.accept(ConsoleOptions.TRUSTED_PROXIES + ": " + fault.getMessage());
      }
    }
  }
}
