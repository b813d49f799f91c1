package io.leakwatch.console.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leakwatch.local.Folders;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Begins a night before the first test that needs one, and ends it after the last. */
final class OneNight implements BeforeAllCallback, ParameterResolver {

  private static final Namespace HERE = Namespace.create(OneNight.class);

  /** What goes on in it. */
  record Shift(Path folder, Night night, Chrome chrome) implements AutoCloseable {

    @Override
    public void close() {
      chrome.close();
      night.close();
      Folders.delete(folder);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    assumeTrue(
        Chrome.isThere(),
        "no browser: " + Chrome.BROWSER + " and " + Chrome.DRIVER + " are needed");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Shift.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getRoot().getStore(HERE).getOrComputeIfAbsent(Shift.class, key -> begin());
  }

  private static Shift begin() {
    Path folder = Folders.temporary("leakwatch-night-");
    try {
      Night night = new Night(folder);
      night.publish(NightAlerts.of(AtTheConsole.ALERTS));
      Chrome chrome = new Chrome(night.uri());
      AtTheConsole.signIn(chrome, "/#/queue");
      chrome.awaitText(".how-many", AtTheConsole.ALERTS + " alerts");
      assertThat(chrome.errors(AtTheConsole.NOT_SIGNED_IN)).isEmpty();
      return new Shift(folder, night, chrome);
    } catch (Exception fault) {
      throw new AssertionError("the night did not begin", fault);
    }
  }
}
