package io.leakwatch.pipeline.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.schemas.SubjectType;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.junit.jupiter.api.Test;

class SerializersTest {

  private final ObservationSerializer observations = new ObservationSerializer();
  private final EntitySerializer entities = new EntitySerializer();

  @Provide
  Arbitrary<Observation> anyObservation() {
    return AnyObservation.observations();
  }

  @Provide
  Arbitrary<Entity> anyEntity() {
    return AnyObservation.entities();
  }

  @Property
  void anObservationComesOutAsItWentIn(@ForAll("anyObservation") Observation observation)
      throws IOException {
    assertThat(Bytes.roundTrip(observation, observations)).isEqualTo(observation);
  }

  @Property
  void bytesOfAnObservationAreCopiedExactly(@ForAll("anyObservation") Observation observation)
      throws IOException {
    byte[] bytes = Bytes.of(observation, observations);
    byte[] twice = Arrays.copyOf(bytes, bytes.length + 3);

    assertThat(Bytes.copied(twice, observations)).isEqualTo(bytes);
  }

  @Property
  void anEntityComesOutAsItWentInWithTheSameHash(@ForAll("anyEntity") Entity entity)
      throws IOException {
    Entity read = Bytes.roundTrip(entity, entities);

    assertThat(read).isEqualTo(entity).hasSameHashCodeAs(entity);
    assertThat(Bytes.copied(Bytes.of(entity, entities), entities))
        .isEqualTo(Bytes.of(entity, entities));
  }

  @Test
  void anObservationOfUnknownKindIsRefused() {
    assertThatThrownBy(() -> Bytes.read(new byte[] {9}, observations))
        .isInstanceOf(IOException.class)
        .hasMessage("an observation of unknown kind 9");
  }

  @Test
  void aCodeThatStandsForNothingIsRefused() {
    assertThatThrownBy(() -> Bytes.read(new byte[] {99, 0}, entities))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("code 99 is unknown; known are [");
  }

  @Test
  void bytesOfAnEntityStayWhatTheyWere() throws IOException {
    // Stored in savepoints: a change here needs a new version.
    assertThat(Bytes.of(new Entity(SubjectType.ADDRESS, "é"), entities))
        .containsExactly(2, 3, 0xC3, 0xA9);
  }

  @Test
  void aSnapshotOfTheSameVersionIsReadAsItIs() throws IOException {
    compatibleAsIs(observations, 2);
    compatibleAsIs(entities, 2);
  }

  private static <T> void compatibleAsIs(TypeSerializer<T> serializer, int version)
      throws IOException {
    var old = Bytes.snapshot(serializer, version);

    assertThat(
            serializer.snapshotConfiguration().resolveSchemaCompatibility(old).isCompatibleAsIs())
        .isTrue();
    assertThat(old.restoreSerializer()).isEqualTo(serializer);
  }

  @Test
  void aSnapshotThatIsTooOldIsRefusedInWords() {
    assertThatThrownBy(() -> Bytes.snapshot(entities, 1))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the savepoint's EntitySerializer has version 1, but this job reads only 2 and later:"
                + " start it without that savepoint, or keep running the older job");
  }

  @Test
  void aSnapshotOfANewerVersionIsRefusedInWords() {
    assertThatThrownBy(() -> Bytes.snapshot(observations, 3))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the savepoint's ObservationSerializer has version 3, but this job reads only up to 2:"
                + " restore the savepoint with the newer job");
  }

  @Test
  void observationsThatLackWhatDetectorsLookAtAreRefusedInWords() throws IOException {
    var old = Bytes.snapshot(observations, 1);

    assertThatThrownBy(old::restoreSerializer)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("drain the older job (flink stop --drain) and take a new savepoint");
  }
}
