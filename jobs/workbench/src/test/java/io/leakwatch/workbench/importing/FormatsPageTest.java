package io.leakwatch.workbench.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about formats shows a mapping that works. */
class FormatsPageTest {

  @TempDir private Path folder;

  private static String block(String beginning) throws IOException {
    Path page = Path.of(System.getProperty("leakwatch.root", "."), "docs", "formats.md");
    Matcher block =
        Pattern.compile("```\\w+\\n(" + Pattern.quote(beginning) + ".*?)```", Pattern.DOTALL)
            .matcher(Files.readString(page));
    assertThat(block.find()).as("a block that begins with " + beginning).isTrue();
    return block.group(1);
  }

  @Test
  void itsRecordsBecomeEventsByItsMapping() throws IOException {
    Path mapping = Files.writeString(folder.resolve("m.yaml"), block("event: "));
    String lines;
    try (MappingIterator<JsonNode> records =
        new ObjectMapper().readerFor(JsonNode.class).readValues(block("{\"v\""))) {
      lines = records.readAll().stream().map(JsonNode::toString).collect(Collectors.joining("\n"));
    }

    Imported imported =
        Imported.of(
            folder,
            List.of("--format", "json", "--mapping", mapping.toString()),
            "login.jsonl",
            lines);

    assertThat(imported.run().err()).isEmpty();
    assertThat(imported.run().out()).startsWith("3 lines: 2 events").contains("1 lines skipped");
    LoginEvent signin = (LoginEvent) imported.events().get(0);
    assertThat(signin.getOccurredAt()).isEqualTo(Instant.parse("2026-03-02T12:00:00.250Z"));
    assertThat(signin.getOutcome()).isEqualTo(LoginOutcome.FAILURE);
    assertThat(signin.getFailureReason()).isEqualTo(FailureReason.BAD_CREDENTIAL);
    assertThat(signin.getMethod()).isEqualTo(LoginMethod.PASSWORD);
    assertThat(signin.getAsn()).isEqualTo(64500);
    LoginEvent signout = (LoginEvent) imported.events().get(1);
    assertThat(signout.getAction()).isEqualTo(LoginAction.LOGOUT);
    assertThat(signout.getOutcome()).isEqualTo(LoginOutcome.SUCCESS);
    assertThat(signout.getFailureReason()).isNull();
  }
}
