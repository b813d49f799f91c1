package io.leakwatch.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.console.Called;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands, on real files; what they write lets people in. */
class UserCommandTest {

  @TempDir private Path folder;

  private Called add(String password, String name, Object... more) {
    return Called.withInput(
        password + "\n",
        Stream.concat(
                Stream.of("console", "user", "add", name, "--users-file", file()), Stream.of(more))
            .toArray());
  }

  private Path file() {
    return folder.resolve("users");
  }

  @Test
  void whoIsAddedCanSignInUntilRemoved() throws IOException {
    Called added = add("a few long words", "mara", "--role", "analyst");
    add("others, just as long", "lea", "--role", "lead");

    assertThat(added.err()).isEmpty();
    assertThat(added.out()).isEqualToIgnoringNewLines("added: mara, analyst, in " + file());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file())).doesNotContain("a few long words");
    assertThat(Called.of("console", "user", "list", "--users-file", file()).out().lines())
        .containsExactly("analyst  mara", "lead     lea");
    try (Door door = new Door(Door.withUsers(file()))) {
      assertThat(door.browser().signIn("mara", "a few long words").statusCode()).isEqualTo(204);
      assertThat(door.browser().signIn("lea", "a few long words").statusCode()).isEqualTo(401);

      assertThat(Called.of("console", "user", "remove", "mara", "--users-file", file()).status())
          .isZero();
      assertThat(door.browser().signIn("mara", "a few long words").statusCode()).isEqualTo(401);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file());
    }
  }

  @Test
  void someoneWhoIsThereIsReplacedOnlyOnDemandAndWordsOfPeopleStay() throws IOException {
    Files.writeString(file(), "# the night shift\n");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
    add("a few long words", "mara", "--role", "analyst");
    Called again = add("some other words", "mara", "--role", "lead");

    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("mara is in", "--replace");
    assertThat(add("some other words", "mara", "--role", "lead", "--replace").status()).isZero();
    assertThat(Files.readString(file())).startsWith("# the night shift\nmara:lead:$2a$12$");
  }

  @ParameterizedTest
  @CsvSource({
    "too short, mara, analyst, 1, 'has 9 characters'",
    "a few long words, mara, chief, 2, '--role'",
    "a few long words, ma:ra, analyst, 2, 'no name of a user'",
    "'', mara, analyst, 1, 'has 0 characters'"
  })
  void whatIsNoPasswordNameOrRoleChangesNothing(
      String password, String name, String role, int status, String words) {
    Called called = add(password, name, "--role", role);

    assertThat(called.status()).isEqualTo(status);
    assertThat(called.err()).contains(words);
    assertThat(file()).doesNotExist();
  }

  @Test
  void passwordsOfOtherProgramsAndVeryLongOnesAreTaken() {
    String hash =
        at.favre.lib.crypto.bcrypt.BCrypt.with(at.favre.lib.crypto.bcrypt.BCrypt.Version.VERSION_2Y)
            .hashToString(4, "made by htpasswd".toCharArray());
    String longest = "x".repeat(1_000);
    User own = User.of("mara", Role.VIEWER, longest.toCharArray());

    assertThat(
            User.isPassword(new User("mara", Role.VIEWER, hash), "made by htpasswd".toCharArray()))
        .isTrue();
    assertThat(User.isPassword(own, longest.toCharArray())).isTrue();
    assertThat(User.isPassword(own, (longest.substring(1) + "y").toCharArray())).isFalse();
  }
}
