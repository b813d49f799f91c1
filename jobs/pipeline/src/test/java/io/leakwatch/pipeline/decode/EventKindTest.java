package io.leakwatch.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginEvent;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class EventKindTest {

  @Test
  void aFileNameTellsTheKindByItsStart() {
    assertThat(EventKind.ofFileName("login-2026.jsonl")).contains(EventKind.LOGIN);
    assertThat(EventKind.ofFileName("Api.avro")).contains(EventKind.API);
    assertThat(EventKind.ofFileName("dm-metadata-events.json.gz")).contains(EventKind.DM_METADATA);
    assertThat(EventKind.ofFileName("events.jsonl")).isEmpty();
  }

  @Test
  void aWritersSchemaTellsTheKindByNameOrByFields() {
    Schema renamed =
        SchemaBuilder.record("Signin")
            .fields()
            .requiredString("event_id")
            .requiredLong("occurred_at")
            .requiredString("action")
            .requiredString("outcome")
            .requiredString("account_id")
            .endRecord();

    assertThat(EventKind.ofSchema(ApiEvent.getClassSchema())).contains(EventKind.API);
    assertThat(EventKind.ofSchema(renamed)).contains(EventKind.LOGIN);
    assertThat(EventKind.ofSchema(DeadLetter.getClassSchema())).isEmpty();
    assertThat(EventKind.ofSchema(Schema.create(Schema.Type.LONG))).isEmpty();
  }

  @Test
  void aRecordTellsTheKindByItsClass() {
    assertThat(EventKind.of(new LoginEvent())).isEqualTo(EventKind.LOGIN);
    assertThat(EventKind.of(new DmMetadataEvent())).isEqualTo(EventKind.DM_METADATA);
    assertThatThrownBy(() -> EventKind.of(new DeadLetter()))
        .hasMessage("io.leakwatch.schemas.DeadLetter is not an event");
  }
}
