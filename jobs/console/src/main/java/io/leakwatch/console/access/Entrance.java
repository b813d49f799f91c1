package io.leakwatch.console.access;

import io.javalin.http.Context;
import java.util.Optional;

/** A way to be let in. */
interface Entrance {

  /** Who is asking; empty if this way does not know. */
  Optional<Member> member(Context request);
}
