package io.leakwatch.workbench.importing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names in logs that are no UTF-8 stay apart, and look as web servers write them. */
class MalformedLogTest {

  @TempDir private Path folder;

  private List<ApiEvent> calls(String lines) throws IOException {
    Path log = Files.write(folder.resolve("access.log"), lines.getBytes(ISO_8859_1));
    Path out = folder.resolve("api.jsonl");
    CommandRun run =
        CommandRun.of("import", "--format", "combined", "--overwrite", "--output", out, log);
    assertThat(run.status()).as(run.err()).isZero();
    return Imported.read(out).stream().map(ApiEvent.class::cast).toList();
  }

  private static String line(String user, String path) {
    return "192.0.2.7 - %s [17/May/2015:12:05:03 +0200] \"GET %s HTTP/1.1\" 200 5 \"-\" \"%s\"\n"
        .formatted(user, path, user);
  }

  @Test
  void bytesThatAreNoUtf8AreShown() throws IOException {
    List<ApiEvent> calls =
        calls(
            line("a\u00ff", "/users/%FF")
                + line("a\u00fe", "/users/%fe")
                + line("a\u00c0\u0080", "/users/%C3%A4%FF"));

    assertThat(calls)
        .extracting(ApiEvent::getAccountId)
        .containsExactly("a\\xFF", "a\\xFE", "a\\xC0\\x80");
    assertThat(calls).extracting(ApiEvent::getUserAgent).doesNotHaveDuplicates();
    assertThat(calls).extracting(ApiEvent::getTargetId).containsExactly("\\xFF", "\\xFE", "ä\\xFF");
  }

  @Test
  void theyAreWhatAWebServerHasWrittenForThem() throws IOException {
    assertThat(calls(line("a\\xFF", "/users/b"))).isNotEmpty();
    assertThat(calls(line("a\\xFF", "/users/b")).get(0).getAccountId())
        .isEqualTo(calls(line("a\u00ff", "/users/b")).get(0).getAccountId());
  }
}
