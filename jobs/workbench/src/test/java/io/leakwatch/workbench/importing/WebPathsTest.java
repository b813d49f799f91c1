package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What paths mean: whose page is read, and who tries to log in. */
class WebPathsTest {

  @TempDir private Path folder;

  private static String line(String request, int status) {
    return line("-", request, status);
  }

  private static String line(String user, String request, int status) {
    return "203.0.113.40 - %s [14/May/2024:08:00:00 +0000] \"%s HTTP/1.1\" %d 12 \"-\" \"Mozilla/5.0\""
        .formatted(user, request, status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /users/4711                  | PROFILE   | 4711     | /users/{person}",
        "HEAD /users/4711                 | PROFILE   | 4711     | /users/{person}",
        "GET /users/4711/                 | PROFILE   | 4711     | /users/{person}",
        "GET //Users//4711?tab=photos     | PROFILE   | 4711     | /Users/{person}",
        "GET /api/v2/users/4711           | PROFILE   | 4711     | /api/v2/users/{person}",
        "GET /u/ada                       | PROFILE   | ada      | /u/{person}",
        "GET /@ada                        | PROFILE   | ada      | /@{person}",
        "GET /%40ada                      | PROFILE   | ada      | /@{person}",
        "GET /~ada/                       | PROFILE   | ada      | /~{person}",
        "GET /profile/ada                 | PROFILE   | ada      | /profile/{person}",
        "GET /profiles/ada                | PROFILE   | ada      | /profiles/{person}",
        "GET /people/ada%20b              | PROFILE   | ada b    | /people/{person}",
        "GET /in/ada                      | PROFILE   | ada      | /in/{person}",
        "GET /members/Ada@Example.org     | PROFILE   | ada@example.org | /members/{person}",
        "GET /author/ada                  | PROFILE   | ada      | /author/{person}",
        "GET /api/user?id=4711            | PROFILE   | 4711     | /api/user",
        "GET /user?page=2&user_id=4711    | PROFILE   | 4711     | /user",
        "GET /profile.php?id=4711         | PROFILE   | 4711     | /profile.php",
        "GET http://a.example/users/4711  | PROFILE   | 4711     | /users/{person}",
        "GET /users/4711/followers        | FOLLOWERS | 4711     | /users/{person}/followers",
        "GET /api/v1/accounts/7/following | FOLLOWERS | 7        | /api/v1/accounts/{person}/following",
        "GET /users/4711/contacts         | CONTACTS  | 4711     | /users/{person}/contacts",
      })
  void aPersonsPageIsReadOfThatPerson(
      String request, ResourceKind resource, String target, String endpoint) {
    assertThat(Imported.combined(folder, line(request, 200)).calls())
        .extracting(ApiEvent::getResource, ApiEvent::getTargetId, ApiEvent::getEndpoint)
        .containsExactly(tuple(resource, target, endpoint));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /users",
        "GET /users/me",
        "GET /users/sign_in",
        "GET /user/register",
        "GET /user/Login",
        "GET /users/4711/posts",
        "GET /users/logo.png",
        "POST /users/4711",
        "GET /blog/in/winter",
        "GET /user?page=2",
        "GET /user?id=",
        "GET /@",
        "GET /a@b/c",
        "GET /usersguide/4711",
      })
  void whatIsNobodysPageIsNone(String request) {
    assertThat(Imported.combined(folder, line(request, 200)).calls())
        .singleElement()
        .matches(event -> event.getResource() != ResourceKind.PROFILE);
  }

  private List<LoginEvent> logins(String... lines) {
    return Imported.of(
            folder, List.of("--format", "combined"), "login.jsonl", String.join("\n", lines) + "\n")
        .logins();
  }

  @ParameterizedTest
  @CsvSource({
    "/wp-login.php, 200, FAILURE",
    "/blog/wp-login.php, 302, SUCCESS",
    "/wp-login.php, 403, FAILURE",
    "/login, 200, FAILURE",
    "/login?next=/home, 302, SUCCESS",
    "/Login, 303, SUCCESS",
    "/user/login, 200, FAILURE",
    "/users/sign_in, 422, FAILURE",
    "/users/sign_in, 302, SUCCESS",
    "/session, 401, FAILURE",
    "/sessions, 201, SUCCESS",
    "/accounts/login/, 200, FAILURE",
    "/api/login, 200, SUCCESS",
    "/api/v1/auth/login, 401, FAILURE",
    "/v1/session, 201, SUCCESS",
    "/oauth/token, 200, SUCCESS",
    "/oauth/token, 400, FAILURE",
    "/xmlrpc.php, 403, FAILURE",
  })
  void aPostToALoginFormIsAnAttempt(String path, int status, LoginOutcome outcome) {
    assertThat(logins(line("POST " + path, status)))
        .extracting(
            LoginEvent::getOutcome,
            LoginEvent::getAccountId,
            LoginEvent::getIp,
            LoginEvent::getUserAgent,
            event -> event.getOccurredAt().toString())
        .containsExactly(
            tuple(outcome, "unknown", "203.0.113.40", "Mozilla/5.0", "2024-05-14T08:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "POST /wp-login.php?action=lostpassword, 302",
    "POST /wp-login.php, 404",
    "POST /login, 500",
    "POST /login, 301",
    "GET /login, 200",
    "POST /loginhelp, 200",
    "POST /comments, 200",
    "POST /xmlrpc.php, 200",
  })
  void whatIsNoAttemptIsNone(String request, int status) {
    assertThat(logins(line("POST /login", 200), line(request, status))).hasSize(1);
  }

  @Test
  void anOutcomeThatTheStatusDoesNotShowIsCounted() {
    Imported imported =
        Imported.combined(folder, line("POST /xmlrpc.php", 200), line("POST /xmlrpc.php", 200));

    assertThat(imported.calls()).hasSize(2);
    assertThat(imported.run().err())
        .isEqualTo("2 attempts to log in without an outcome in the log: calls only\n");
  }

  @Test
  void whomTheServerItselfRefusesByNameTriedToLogIn() {
    assertThat(
            logins(
                line("ada", "GET /private/", 401),
                line("-", "GET /private/", 401),
                line("ada", "GET /private/", 200),
                line("POST /login", 429)))
        .extracting(LoginEvent::getAccountId, LoginEvent::getFailureReason)
        .containsExactly(tuple("ada", null), tuple("unknown", FailureReason.BLOCKED));
  }

  @Test
  void aFolderGetsCallsAndLogins() throws IOException {
    Path log = Files.writeString(folder.resolve("a.log"), line("POST /login", 200) + "\n");
    Path out = folder.resolve("events");

    CommandRun run = CommandRun.of("import", "--format", "combined", log, "--output", out);

    assertThat(run.out())
        .isEqualTo(
            "1 lines: 1 login events in %s, 1 calls in %s, 0 lines skipped, 0 unreadable\n"
                .formatted(out.resolve("login-events.jsonl"), out.resolve("api-events.jsonl")));
    assertThat(run.err())
        .isEqualTo("1 attempt to log in without a name in the log: the account is \"unknown\"\n");
    List<String> ids =
        Stream.of("api-events.jsonl", "login-events.jsonl")
            .flatMap(name -> Imported.read(out.resolve(name)).stream())
            .map(event -> event.get("event_id").toString())
            .toList();
    assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    assertThat(CommandRun.of("import", "--format", "combined", log, "--output", out).err())
        .contains("is there already, from an earlier run");
  }

  @Test
  void aFileOfCallsSaysHowManyLoginsAreNotInIt() {
    Imported imported = Imported.combined(folder, line("POST /login", 200));

    assertThat(imported.calls()).hasSize(1);
    assertThat(imported.run().err())
        .contains("1 event of another kind than the file's: give a folder as --output to have all");
  }

  private Imported with(String paths, String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("paths.yaml"), paths);
    return Imported.of(
        folder,
        List.of("--format", "combined", "--paths", file.toString()),
        "api.jsonl",
        String.join("\n", lines) + "\n");
  }

  @Test
  void aFileOfPathsReplacesTheDefaults() throws IOException {
    Imported imported =
        with(
            "profiles:\n- /kunden/{person}/karte\n- /k?nr={person}\nnobody: [neu]\n",
            line("GET /kunden/4711/karte", 200),
            line("GET /k?nr=4712", 200),
            line("GET /kunden/neu/karte", 200),
            line("GET /users/4713", 200));

    assertThat(imported.calls())
        .extracting(ApiEvent::getResource, ApiEvent::getTargetId)
        .containsExactly(
            tuple(ResourceKind.PROFILE, "4711"),
            tuple(ResourceKind.PROFILE, "4712"),
            tuple(ResourceKind.POSTS, "/kunden/neu/karte"),
            tuple(ResourceKind.POSTS, "/users/4713"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "profile: ['/a/{person}']        | is no list of paths: Unrecognized field \"profile\"",
        "profiles: ['a/{person}']        | a/{person} does not begin with a slash",
        "profiles: ['/a/b']              | /a/b names no {person}",
        "profiles: ['/**/a/**/{person}'] | /**/a/**/{person} has ** more than once",
        "profiles: ['/a?b']              | /a?b has no parameter={person} behind its question mark",
        "logins: [{failed: [200]}]       | an entry of logins has no paths",
        "{                               | is no list of paths: ",
        "# nothing                       | is no list of paths: ",
      })
  void aFileOfPathsThatIsNotUnderstoodIsRefused(String paths, String why) throws IOException {
    Imported imported = with(paths, line("GET /", 200));

    assertThat(imported.run().status()).isEqualTo(1);
    assertThat(imported.run().err())
        .startsWith("leakwatch: " + folder.resolve("paths.yaml"))
        .contains(why);
    assertThat(imported.run().err().lines()).hasSize(1);
  }

  @Test
  void aPathMadeToHurtIsReadInTime() {
    String path = "/users".repeat(80_000) + "?" + "id&".repeat(80_000);

    assertThat(Imported.combined(folder, line("GET " + path, 200)).calls())
        .singleElement()
        .returns(ResourceKind.POSTS, ApiEvent::getResource);
  }
}
