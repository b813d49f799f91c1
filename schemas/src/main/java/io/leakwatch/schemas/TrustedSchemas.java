package io.leakwatch.schemas;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Lets Avro make instances of the schemas' classes. Since 1.12.2 Avro refuses every class that is
 * not trusted by name, and a system property would have to be set on every machine of a cluster.
 */
public final class TrustedSchemas {

  private static final String PREFIX = LoginEvent.class.getPackageName() + ".";

  private static boolean trusted;

  private TrustedSchemas() {}

  /**
   * Trusts the classes of package {@code io.leakwatch.schemas} for the life of the JVM, besides
   * whatever was trusted before. Call it before the first record is read; calling it again does
   * nothing.
   */
  public static synchronized void trust() {
    if (trusted) {
      return;
    }
    ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(before, type -> type.getName().startsWith(PREFIX)));
    trusted = true;
  }
}
