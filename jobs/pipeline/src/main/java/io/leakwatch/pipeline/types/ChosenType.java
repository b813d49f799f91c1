package io.leakwatch.pipeline.types;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.flink.util.function.SerializableSupplier;

/** Type information of a class whose serializer we chose. */
public final class ChosenType<T> extends TypeInformation<T> {

  private final Class<T> type;
  private final SerializableFunction<SerializerConfig, TypeSerializer<T>> serializer;
  private final boolean isKey;

  private ChosenType(
      Class<T> type,
      SerializableFunction<SerializerConfig, TypeSerializer<T>> serializer,
      boolean isKey) {
    this.type = type;
    this.serializer = serializer;
    this.isKey = isKey;
  }

  public static <T> ChosenType<T> of(
      Class<T> type, SerializableSupplier<TypeSerializer<T>> serializer) {
    return new ChosenType<>(type, config -> serializer.get(), false);
  }

  /** An immutable type: the serializer that Flink derives for it, in one write. */
  public static <T> ChosenType<T> derived(Class<T> type) {
    return new ChosenType<>(
        type, config -> new InOneWrite<>(TypeInformation.of(type).createSerializer(config)), false);
  }

  /** A record of one of our schemas: flink-avro's serializer, which reads older states of them. */
  public static <T extends SpecificRecordBase> ChosenType<T> avro(Class<T> type) {
    return of(type, () -> new AvroSerializer<>(type));
  }

  /** A type that streams are keyed by: its hash code is the same in every JVM. */
  public static <T> ChosenType<T> key(
      Class<T> type, SerializableSupplier<TypeSerializer<T>> serializer) {
    return new ChosenType<>(type, config -> serializer.get(), true);
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer.apply(config);
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return isKey;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ChosenType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChosenType<?> that && type == that.type;
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
