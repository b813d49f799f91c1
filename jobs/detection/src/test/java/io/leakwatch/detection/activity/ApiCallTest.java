package io.leakwatch.detection.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import org.junit.jupiter.api.Test;

class ApiCallTest {

  private static ApiCall call(ClientKind kind, String client, String account, String session) {
    return new ApiCall(
        "e1",
        0,
        client,
        kind,
        account,
        "192.0.2.1",
        0,
        0,
        session,
        "/storage",
        false,
        ApiCall.NO_LIMIT,
        Operation.READ,
        ResourceKind.STORAGE_OBJECT,
        "exports/users.csv",
        200,
        1,
        DataClasses.of(DataClass.EMAIL),
        "",
        ApiCall.UNKNOWN_AGE);
  }

  @Test
  void aCallIsAnonymousOnlyIfNobodyStandsBehindIt() {
    assertThat(call(ClientKind.ANONYMOUS, null, null, null).isAnonymous()).isTrue();
    assertThat(call(ClientKind.ANONYMOUS, null, "ada", null).isAnonymous()).isFalse();
    assertThat(call(ClientKind.ANONYMOUS, "app", null, null).isAnonymous()).isFalse();
    assertThat(call(ClientKind.ANONYMOUS, null, null, "shared").isAnonymous()).isFalse();
    assertThat(call(ClientKind.THIRD_PARTY, "app", null, null).isAnonymous()).isFalse();
  }

  private static String personOf(Operation operation, ResourceKind resource) {
    return new ApiCall(
            "e1",
            0,
            "app",
            ClientKind.THIRD_PARTY,
            "mallory",
            null,
            0,
            0,
            null,
            "/2/users",
            false,
            ApiCall.NO_LIMIT,
            operation,
            resource,
            "+491701234567",
            200,
            1,
            DataClasses.NONE,
            "",
            ApiCall.UNKNOWN_AGE)
        .person();
  }

  @Test
  void aTargetIsAPersonOnlyWhereItNamesAnAccount() {
    assertThat(personOf(Operation.READ, ResourceKind.PROFILE)).isEqualTo("+491701234567");
    assertThat(personOf(Operation.LIST, ResourceKind.FOLLOWERS)).isEqualTo("+491701234567");
    assertThat(personOf(Operation.SEARCH, ResourceKind.CONTACTS)).isNull();
    assertThat(personOf(Operation.READ, ResourceKind.DM_METADATA)).isNull();
    assertThat(personOf(Operation.READ, ResourceKind.STORAGE_OBJECT)).isNull();
    assertThat(personOf(Operation.LIST, ResourceKind.POSTS)).isNull();
  }

  @Test
  void dataClassesAreToldInWordsTheGravestFirst() {
    assertThat(DataClasses.NONE.words()).isEqualTo("no personal data");
    assertThat(DataClasses.of(DataClass.EMAIL).words()).isEqualTo("e-mail addresses");
    assertThat(DataClasses.of(DataClass.EMAIL, DataClass.PHONE, DataClass.PASSWORD_HASH).words())
        .isEqualTo("hashed passwords, e-mail addresses and phone numbers");
    assertThat(DataClasses.of(java.util.Arrays.asList(DataClass.values())).words())
        .doesNotContain("null")
        .endsWith("times of activity and other personal data");
  }
}
