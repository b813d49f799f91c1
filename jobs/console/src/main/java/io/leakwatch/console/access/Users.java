package io.leakwatch.console.access;

import io.javalin.http.HttpResponseException;
import io.leakwatch.local.CommandFault;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users as their file has them now. A file that cannot be read any more lets nobody in: who was
 * removed in it must not stay because of a mistake in another line.
 */
final class Users {

  private static final Logger LOG = LoggerFactory.getLogger(Users.class);

  private final UsersFile file;
  private UsersFile.Stamp stamp;
  private Map<String, User> users;

  /**
   * Reads the file.
   *
   * @throws CommandFault if it has faults, or holds nobody
   */
  Users(UsersFile file) {
    this.file = file;
    this.stamp = file.stamp();
    this.users = file.read();
    if (users.isEmpty()) {
      throw new CommandFault(
          "there is nobody in the users file; add someone with './leakwatch console user add'");
    }
  }

  /**
   * The one of a name; null for nobody.
   *
   * @throws HttpResponseException if the file cannot be read now
   */
  synchronized User of(String name) {
    UsersFile.Stamp now = file.stamp();
    if (!now.equals(stamp)) {
      stamp = now;
      users = readAgain();
    }
    if (users == null) {
      throw new HttpResponseException(
          503, "the console's users file cannot be read; its log says why");
    }
    return users.get(name);
  }

  private Map<String, User> readAgain() {
    try {
      Map<String, User> read = file.read();
      LOG.info("Users were read again: {}", read.size());
      return read;
    } catch (CommandFault fault) {
      LOG.error("Nobody is let in any more: {}", fault.getMessage());
      return null;
    }
  }
}
