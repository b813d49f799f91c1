package io.leakwatch.console.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;

/** How much one request may bring. */
final class Bounds implements Routes {

  /** Bytes: a thousand alerts closed at once with a long note take a fifth of it. */
  static final int LARGEST_BODY = 512 * 1024;

  /** Bytes: a link may hold a long search, or an id of a few thousand letters, percent-encoded. */
  static final int LARGEST_HEADERS = 64 * 1024;

  @Override
  public void addTo(RoutesConfig routes) {
    routes.before(Bounds::require);
  }

  private static void require(Context request) {
    if (request.header("Transfer-Encoding") != null) {
      throw new HttpResponseException(411, "a body needs a Content-Length; send one");
    }
    if (request.req().getContentLengthLong() > LARGEST_BODY) {
      throw new HttpResponseException(
          413, "the request's body has more than 512 KB; send fewer things at once");
    }
  }
}
