package io.leakwatch.console.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.console.Browser;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages that listen, over real sockets. */
class LiveEventsTest {

  private LiveEvents live;
  private WebServer server;

  @BeforeEach
  void start() {
    live = new LiveEvents(20);
    server = WebServer.start(Address.of("127.0.0.1", 0), routes -> {}, List.of(live));
  }

  @AfterEach
  void end() {
    live.close();
    server.close();
  }

  @Test
  void changesComeLiveAndManyAtOnceAreOne() throws Exception {
    try (Socket page = listening()) {
      Awaitility.await().until(() -> live.listeners() == 1);
      live.changed(Set.of("a"), Set.of("alerts"));
      live.changed(Set.of("b"), Set.of("triage", "alerts"));
      String seen = readUntil(page.getInputStream(), "\"parts\"");

      assertThat(seen).contains("HTTP/1.1 200", "text/event-stream", "event: ping");
      assertThat(seen.replaceAll("\\s+", " "))
          .contains(
              "event: changed data: {\"alerts\":[\"a\",\"b\"],\"parts\":[\"alerts\",\"triage\"]}");
    }
    awaitNobodyListens();
  }

  @Test
  void onlySoManyPagesMayListen() throws Exception {
    List<Socket> pages = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        pages.add(listening());
      }
      Awaitility.await().until(() -> live.listeners() == 20);
      HttpResponse<String> one = new Browser(server.uri()).get("/api/events");

      assertThat(one.statusCode()).isEqualTo(503);
      assertThat(new Browser(server.uri()).get("/").statusCode()).isEqualTo(200);
    } finally {
      for (Socket page : pages) {
        page.close();
      }
    }
    awaitNobodyListens();
  }

  /** It is found out when something is sent to them. */
  private void awaitNobodyListens() {
    Awaitility.await()
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .until(
            () -> {
              live.changed(Set.of(), Set.of("health"));
              return live.listeners() == 0;
            });
  }

  private Socket listening() throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    WebServerTest.write(
        socket,
        "GET /api/events HTTP/1.1",
        "Accept: text/event-stream",
        "Accept-Encoding: gzip, deflate, br",
        "",
        "");
    return socket;
  }

  private static String readUntil(InputStream in, String wanted) throws Exception {
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf(wanted) < 0 || seen.charAt(seen.length() - 1) != '\n') {
      int next = in.read();
      assertThat(next).as("the end of %s", seen).isNotNegative();
      seen.append((char) next);
    }
    return seen.toString();
  }
}
