package io.leakwatch.local;

/**
 * A command cannot go on, for a reason its user can do something about. The message says what,
 * which and what to do next; it is printed as one line and the command ends with status 1.
 */
public class CommandFault extends RuntimeException {

  public CommandFault(String message) {
    super(message);
  }

  public CommandFault(String message, Throwable cause) {
    super(message, cause);
  }
}
