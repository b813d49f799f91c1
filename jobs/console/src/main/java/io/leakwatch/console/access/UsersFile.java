package io.leakwatch.console.access;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Users as a file, a line each: {@code name:role:hash}. Lines that begin with {@code #} are for
 * people. Nobody but its owner's group may read it, and nobody but its owner may write to it.
 */
public final class UsersFile {

  private static final Pattern LINE =
      Pattern.compile("([^:]*):([^:]*):(\\$2[abxy]?\\$\\d\\d\\$[./A-Za-z0-9]{53})");

  private static final Set<PosixFilePermission> FORBIDDEN =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /** A whole town's; what is longer is another file. */
  private static final long LARGEST = 1 << 20;

  private final Path file;

  public UsersFile(Path file) {
    this.file = file;
  }

  /** What tells a file from the one that was there before. */
  record Stamp(Object key, long size, java.nio.file.attribute.FileTime changed) {}

  /** The file's as it is now. */
  Stamp stamp() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(now.fileKey(), now.size(), now.lastModifiedTime());
    } catch (IOException fault) {
      return new Stamp(null, -1, null);
    }
  }

  /**
   * All users, by their names, in the file's order.
   *
   * @throws CommandFault if it cannot be read, others may read it, or a line of it is none
   */
  public Map<String, User> read() {
    try {
      requireOwn();
      if (Files.size(file) > LARGEST) {
        throw new CommandFault("%s has more than 1 MB; it is no users file".formatted(file));
      }
      Map<String, User> users = new LinkedHashMap<>();
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        if (!line.isBlank() && !line.startsWith("#")) {
          User user = user(line.strip(), number);
          if (users.put(user.name(), user) != null) {
            throw fault(number, "%s is there twice; remove one".formatted(user.name()));
          }
        }
      }
      return users;
    } catch (NoSuchFileException gone) {
      throw new CommandFault(
          "there is no users file %s; make it with './leakwatch console user add NAME --users-file %s'"
              .formatted(file, file),
          gone);
    } catch (IOException fault) {
      throw new CommandFault(
          "cannot read the users file %s: %s".formatted(file, Reason.of(fault)), fault);
    }
  }

  private void requireOwn() throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> may = Files.getPosixFilePermissions(file);
    if (may.stream().anyMatch(FORBIDDEN::contains)) {
      throw new CommandFault(
          "others may read the users file %s or write to it (%s); run: chmod 600 %s"
              .formatted(file, PosixFilePermissions.toString(may), file));
    }
  }

  private User user(String line, int number) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches() || !User.NAME.matcher(parts.group(1)).matches()) {
      throw fault(number, "is not 'name:role:hash' with a bcrypt hash");
    }
    Role role =
        Role.of(parts.group(2))
            .orElseThrow(() -> fault(number, "its role is none of viewer, analyst and lead"));
    return new User(parts.group(1), role, parts.group(3));
  }

  /** Without the line, which may hold a hash. */
  private CommandFault fault(int line, String what) {
    return new CommandFault("users file %s, line %d: %s".formatted(file, line, what));
  }

  /** Whether there is one. */
  public boolean exists() {
    return Files.exists(file);
  }

  /**
   * Puts these in the place of all that are there; whoever reads sees the ones or the others. What
   * people wrote between them stays at its top.
   *
   * @throws CommandFault if it cannot be written
   */
  public void write(Collection<User> users) {
    try {
      Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      List<String> lines = new java.util.ArrayList<>(comments(real));
      users.forEach(
          user -> lines.add("%s:%s:%s".formatted(user.name(), user.role().word(), user.hash())));
      Path made = Files.createTempFile(real.getParent(), ".users-", ".tmp");
      try {
        Files.write(made, lines);
        Files.move(made, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(made);
      }
    } catch (IOException fault) {
      throw new CommandFault(
          "cannot write the users file %s: %s".formatted(file, Reason.of(fault)), fault);
    }
  }

  private static List<String> comments(Path file) throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream().filter(line -> line.startsWith("#")).toList()
        : List.of();
  }
}
