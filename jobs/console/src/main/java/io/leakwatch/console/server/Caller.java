package io.leakwatch.console.server;

import io.javalin.http.Context;

/** Who is asking, as handlers find it in a request's attributes. */
public final class Caller {

  /** The name, a String; it is the author of what is written. */
  public static final String USER = "leakwatch.user";

  /** {@code viewer}, {@code analyst} or {@code lead}, a String. */
  public static final String ROLE = "leakwatch.role";

  /** Whether the caller may still read, a {@code BooleanSupplier}; asked before each live event. */
  public static final String STILL_THERE = "leakwatch.still-there";

  private Caller() {}

  /** The name of who is asking. */
  public static String user(Context request) {
    return request.attribute(USER);
  }

  /** Whether who is asking leads: some things are allowed to no one else. */
  public static boolean leads(Context request) {
    return "lead".equals(request.attribute(ROLE));
  }
}
