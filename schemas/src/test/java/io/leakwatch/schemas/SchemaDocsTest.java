package io.leakwatch.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaDocsTest {

  private static final List<Schema> CONTRACTS =
      List.of(
          LoginEvent.getClassSchema(),
          ApiEvent.getClassSchema(),
          DmMetadataEvent.getClassSchema(),
          Alert.getClassSchema(),
          DeadLetter.getClassSchema());

  private final List<String> faults = new ArrayList<>();

  @Test
  void everyTypeAndEveryFieldSaysWhatItMeans() {
    CONTRACTS.forEach(this::check);

    assertThat(faults).as("add a \"doc\" in schemas/src/main/avro").isEmpty();
  }

  @Test
  void everyEnumOfAnEventKnowsWhatToMakeOfASymbolOfANewerWriter() {
    CONTRACTS.subList(0, 3).forEach(this::checkEnums);

    assertThat(faults).as("add a \"default\" in schemas/src/main/avro").isEmpty();
  }

  private void check(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        documented(schema.getFullName(), schema.getDoc());
        for (Schema.Field field : schema.getFields()) {
          documented(schema.getFullName() + "." + field.name(), field.doc());
          check(field.schema());
        }
      }
      case ENUM -> documented(schema.getFullName(), schema.getDoc());
      case ARRAY -> check(schema.getElementType());
      case UNION -> schema.getTypes().forEach(this::check);
      default -> {}
    }
  }

  private void documented(String name, String doc) {
    if (doc == null || doc.isBlank()) {
      faults.add(name + " has no doc");
    }
  }

  private void checkEnums(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> schema.getFields().forEach(field -> checkEnums(field.schema()));
      case ENUM -> {
        if (schema.getEnumDefault() == null) {
          faults.add(schema.getFullName() + " has no default");
        }
      }
      case ARRAY -> checkEnums(schema.getElementType());
      case UNION -> schema.getTypes().forEach(this::checkEnums);
      default -> {}
    }
  }
}
