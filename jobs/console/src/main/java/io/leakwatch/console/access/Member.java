package io.leakwatch.console.access;

import java.util.function.BooleanSupplier;

/**
 * Someone who was let in.
 *
 * @param csrf what requests that change something have to repeat: other sites cannot read it
 * @param isStillThere whether the same would still be let in
 */
record Member(String name, Role role, String csrf, BooleanSupplier isStillThere) {}
