package io.leakwatch.pipeline.pseudonyms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.NetworkAddress;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {

  private final Pseudonyms pseudonyms = of("k".repeat(32));

  @TempDir private Path folder;

  @BeforeAll
  static void trust() {
    TrustedSchemas.trust();
  }

  private static Pseudonyms of(String key) {
    try {
      Path file = Files.createTempFile("key", "");
      try {
        return new Pseudonyms(PseudonymKey.read(Files.writeString(file, key)));
      } finally {
        Files.delete(file);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @Property(tries = 300)
  void whoHoldsTheKeyGetsTheNameBackAndNobodyElse(@ForAll String name) {
    String hidden = pseudonyms.name(name);

    if (name.isEmpty()) {
      assertThat(hidden).isEmpty();
      return;
    }
    assertThat(hidden)
        .hasSizeLessThanOrEqualTo(Activity.LONGEST_ID)
        .isEqualTo(pseudonyms.name(name));
    if (name.getBytes(StandardCharsets.UTF_8).length <= 280
        && StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      assertThat(pseudonyms.nameBehind(hidden)).isEqualTo(name);
    }
    assertThat(of("o".repeat(32)).nameBehind(hidden)).isNull();
  }

  @Test
  void aNameThatIsTooLongIsHiddenForGood() {
    String hidden = pseudonyms.name("n".repeat(512));

    assertThat(hidden)
        .hasSize("id-xxxx-".length() + 16)
        .isNotEqualTo(pseudonyms.name("n".repeat(511)));
    assertThat(pseudonyms.nameBehind(hidden)).isNull();
  }

  @Test
  void aForgedOrCutPseudonymIsNone() {
    String hidden = pseudonyms.name("mara.ito");
    char last = hidden.charAt(hidden.length() - 3);

    assertThat(pseudonyms.nameBehind(hidden.substring(0, hidden.length() - 2))).isNull();
    assertThat(
            pseudonyms.nameBehind(
                hidden.substring(0, hidden.length() - 3)
                    + (last == 'a' ? 'b' : 'a')
                    + hidden.substring(hidden.length() - 2)))
        .isNull();
    assertThat(pseudonyms.revealed("of " + hidden + ", 3 times")).isEqualTo("of mara.ito, 3 times");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.7",
        "10.0.0.1",
        "2001:db8:1:2::/64",
        "2001:db8:1::/48",
        "fd00:1:2:3::/64"
      })
  void anAddressComesBack(String address) {
    String hidden = pseudonyms.address(address);

    assertThat(hidden).isNotEqualTo(address);
    assertThat(pseudonyms.addressBehind(hidden)).isEqualTo(address);
  }

  @Test
  void anIpv6PseudonymIsNobodysAndItsSiteIsThatOfItsNeighbours() {
    String one = pseudonyms.address("2001:db8:1:2::/64");
    String neighbour = pseudonyms.address("2001:db8:1:3::/64");

    assertThat(one).matches("[45][0-9a-f]{3}:.*::/64").isNotEqualTo(neighbour);
    assertThat(NetworkAddress.site(one))
        .isEqualTo(NetworkAddress.site(neighbour))
        .isEqualTo(pseudonyms.address("2001:db8:1::/48"));
  }

  private ApiCall call(Operation operation, ResourceKind resource, String target) {
    ApiEvent event =
        ApiEvent.newBuilder()
            .setEventId("e")
            .setOccurredAt(Instant.parse("2026-03-02T12:00:00Z"))
            .setClientKind(ClientKind.ANONYMOUS)
            .setHttpMethod("GET")
            .setEndpoint("/x")
            .setOperation(operation)
            .setResource(resource)
            .setStatus(200)
            .setTargetId(target)
            .build();
    return (ApiCall) new Activities(null).of(event);
  }

  @ParameterizedTest
  @CsvSource({
    "exports/2026/eve.csv, exports",
    "/exports/eve.csv, exports",
    "s3://exports/eve.csv, exports",
    "https://exports.s3.amazonaws.com/eve.csv, exports",
    "https://cdn.example.org/eve.csv, cdn.example.org",
    "https://acme.blob.core.windows.net/exports/eve.csv, acme/exports",
    "arn:aws:s3:eu-west-1:123456789012:accesspoint/mine/object/eve.csv, accesspoint/mine",
    "exports, exports",
  })
  void anObjectsKeyIsHiddenAndItsBucketStays(String target, String bucket) {
    ApiCall call = call(Operation.READ, ResourceKind.STORAGE_OBJECT, target);

    ApiCall hidden = (ApiCall) pseudonyms.of(call);

    assertThat(call.resourceName()).isEqualTo(bucket);
    assertThat(hidden.resourceName()).isEqualTo(bucket);
    assertThat(hidden.target()).doesNotContain("eve");
    assertThat(hidden.target().indexOf('/') > 0).isEqualTo(target.indexOf('/') > 0);
  }

  @Test
  void numbersThatAreSearchedForStayNeighboursAndMailsMails() {
    String one = target("+491700000012");

    assertThat(one).matches("[0-9]{11}0012").doesNotStartWith("49170");
    assertThat(target("+491700000013")).isEqualTo(one.substring(0, 11) + "0013");
    assertThat(target("eve@example.org")).endsWith("@mail").doesNotContain("eve");
  }

  private String target(String searched) {
    return ((ApiCall) pseudonyms.of(call(Operation.SEARCH, ResourceKind.CONTACTS, searched)))
        .target();
  }

  @Test
  void aKeyThatIsNoneIsNamedWithWhatToDo() throws IOException {
    Path tooShort = Files.writeString(folder.resolve("short"), "k".repeat(31) + "\n\n");
    Path none = folder.resolve("none");

    assertThatThrownBy(() -> PseudonymKey.read(tooShort))
        .hasMessageStartingWith(
            "pseudonymize.key-file: "
                + tooShort
                + " is too short, 31 of at least 32 bytes; make one");
    assertThatThrownBy(() -> PseudonymKey.read(none))
        .hasMessageStartingWith("pseudonymize.key-file: " + none + " is not there; make one");
  }
}
