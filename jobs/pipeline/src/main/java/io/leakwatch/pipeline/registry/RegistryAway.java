package io.leakwatch.pipeline.registry;

/** A registry gives no answer, or not to us. Asked again later, it may. */
public final class RegistryAway extends Exception {

  RegistryAway(String message) {
    super(message, null, false, false);
  }
}
