package io.leakwatch.console.access;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A new password: asked for on a terminal, without showing it, or the first line of standard input.
 * It is no argument, because others see those, and shells keep them.
 */
final class Passwords {

  private static final int LONGEST_LINE = 4 * User.LONGEST_PASSWORD;

  private Passwords() {}

  /**
   * Reads one.
   *
   * @throws CommandFault if it is too short or too long, or not the same twice
   */
  @SuppressWarnings("SystemConsoleNull") // From JDK 22 on, what is no terminal is asked twice, too.
  static char[] read(String name) {
    Console terminal = System.console();
    char[] password = terminal == null ? fromInput(System.in) : asked(terminal, name);
    if (password.length < User.SHORTEST_PASSWORD) {
      throw new CommandFault(
          "the password has %d characters; it needs %d or more: take a few words"
              .formatted(password.length, User.SHORTEST_PASSWORD));
    }
    if (password.length > User.LONGEST_PASSWORD) {
      throw new CommandFault(
          "the password has more than %d characters; take a shorter one"
              .formatted(User.LONGEST_PASSWORD));
    }
    return password;
  }

  private static char[] asked(Console terminal, String name) {
    char[] first = terminal.readPassword("Password of %s: ", name);
    char[] again = terminal.readPassword("The same again: ");
    if (first == null || again == null) {
      throw new CommandFault("no password was given; nothing was changed");
    }
    if (!Arrays.equals(first, again)) {
      throw new CommandFault("the passwords are not the same; nothing was changed");
    }
    return first;
  }

  private static char[] fromInput(InputStream in) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
        if (line.size() == LONGEST_LINE) {
          break;
        }
        line.write(next);
      }
    } catch (IOException fault) {
      throw new CommandFault(
          "cannot read the password from standard input: " + Reason.of(fault), fault);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return (text.endsWith("\r") ? text.substring(0, text.length() - 1) : text).toCharArray();
  }
}
