package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.workbench.importing.lines.Entry;
import io.leakwatch.workbench.importing.lines.LogFormat;
import io.leakwatch.workbench.importing.web.CombinedLog;
import io.leakwatch.workbench.importing.web.Proxies;
import io.leakwatch.workbench.importing.web.WebPaths;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CombinedLogTest {

  private static final String START = "192.0.2.7 - - [17/May/2015:12:05:03 +0200] ";

  private static CombinedLog log() {
    return new CombinedLog(
        new LogFormat.Clock(Optional.empty(), ZoneOffset.UTC),
        WebPaths.defaults(),
        Proxies.of(List.of()));
  }

  private static ApiEvent event(String line) {
    return (ApiEvent) ((Entry.Events) log().read(1, line)).events().get(0);
  }

  @Test
  void aRequestIsACall() {
    String line = START + "\"GET /a/b?page=2 HTTP/1.1\" 200 512 \"-\" \"curl/8 \\\"x\\\"\"";

    assertThat(event(line))
        .returns(Instant.parse("2015-05-17T10:05:03Z"), ApiEvent::getOccurredAt)
        .returns("192.0.2.7", ApiEvent::getIp)
        .returns("GET", ApiEvent::getHttpMethod)
        .returns("/a/b", ApiEvent::getEndpoint)
        .returns("/a/b?page=2", ApiEvent::getTargetId)
        .returns(200, ApiEvent::getStatus)
        .returns(1, ApiEvent::getRecords)
        .returns("curl/8 \"x\"", ApiEvent::getUserAgent)
        .returns(Operation.READ, ApiEvent::getOperation)
        .returns(ResourceKind.POSTS, ApiEvent::getResource)
        .returns(ClientKind.ANONYMOUS, ApiEvent::getClientKind)
        .returns(null, ApiEvent::getAccountId);
  }

  @Test
  void theCommonFormHasNoUserAgent() {
    String line = "2001:db8::1 - ada [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.0\" 304 -";

    assertThat(event(line))
        .returns("2001:db8::1", ApiEvent::getIp)
        .returns("ada", ApiEvent::getAccountId)
        .returns(null, ApiEvent::getUserAgent)
        .returns(0, ApiEvent::getRecords);
  }

  @Test
  void whatAServerAppendsIsIgnored() {
    String line = START + "\"GET / HTTP/1.1\" 200 5 \"-\" \"-\" \"10.0.0.1\" 0.003";

    assertThat(event(line)).returns(null, ApiEvent::getUserAgent);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /, READ, POSTS",
    "HEAD /about.html, READ, POSTS",
    "GET /style.CSS?v=3, READ, OTHER",
    "GET /robots.txt, READ, OTHER",
    "POST /comments, WRITE, POSTS",
    "PUT /a, WRITE, POSTS",
    "PATCH /a, WRITE, POSTS",
    "DELETE /a, DELETE, POSTS",
    "OPTIONS *, OTHER, POSTS",
  })
  void theMethodTellsTheOperationAndThePathTheResource(
      String request, Operation operation, ResourceKind resource) {
    assertThat(event(START + "\"" + request + " HTTP/1.1\" 200 1 \"-\" \"-\""))
        .returns(operation, ApiEvent::getOperation)
        .returns(resource, ApiEvent::getResource);
  }

  @Test
  void aProxysRequestCountsByItsPath() {
    assertThat(event(START + "\"GET http://example.org/a?b=c://d HTTP/1.1\" 200 1 \"-\" \"-\""))
        .returns("/a", ApiEvent::getEndpoint);
  }

  @Test
  void whatACallerSendsIsBounded() {
    String line =
        START + "\"GET /" + "a".repeat(5_000) + " HTTP/1.1\" 200 1 \"-\" \"" + "u".repeat(90_000);

    assertThat(event(line + "\""))
        .returns(512, event -> event.getEndpoint().length())
        .returns(512, event -> event.getTargetId().length())
        .returns(512, event -> event.getUserAgent().length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "", "\\x16\\x03\\x01", "get /"})
  void whatIsNoRequestIsSkipped(String request) {
    assertThat(log().read(1, START + "\"" + request + "\" 400 1 \"-\" \"-\""))
        .isInstanceOf(Entry.Skipped.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "`Mar  7 12:00:00 bastion CRON[9]: x`~"
            + "the time is missing; not an access log, or cut short",
        "192.0.2.7 - - [17/May/2015:12:05~the time is missing; not an access log, or cut short",
        "192.0.2.7 - - [17/05/2015] \"GET / HTTP/1.1\" 200 1~"
            + "its time is not like 17/May/2015:10:05:03 +0000",
        "192.0.2.7 - - [17/May/2015:12:05:03 +0200] \"GET / HT~"
            + "the request has no closing quote; the line is cut short",
        "192.0.2.7 - - [17/May/2015:12:05:03 +0200] \"GET / HTTP/1.1\" 20~"
            + "the status is not a number from 100 to 599",
        "192.0.2.7 - - [17/May/2015:12:05:03 +0200] \"GET / HTTP/1.1\" 200 1 \"-\" \"Mozi~"
            + "the user agent has no closing quote; the line is cut short",
      })
  void aForeignLineAndALineCutShortAreUnreadable(String line, String why) {
    assertThat(log().read(1, line)).isEqualTo(new Entry.Unreadable(why));
  }
}
