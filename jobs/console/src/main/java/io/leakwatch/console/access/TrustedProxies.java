package io.leakwatch.console.access;

import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import io.javalin.http.Context;
import io.leakwatch.detection.activity.NetworkAddress;
import io.leakwatch.workbench.importing.web.AddressRange;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;

/** Proxies whose headers are believed. */
final class TrustedProxies {

  private final List<AddressRange> ranges;

  TrustedProxies(List<String> ranges) {
    this.ranges = ranges.stream().map(AddressRange::of).toList();
  }

  /** Whether a request comes from one of them. */
  boolean sent(Context request) {
    return isProxy(request.req().getRemoteAddr());
  }

  /**
   * From where a request comes: the last address that no trusted proxy has, since what stands
   * before it anybody may have made up.
   */
  String caller(Context request) {
    String caller = request.req().getRemoteAddr();
    List<String> forwarded = forwarded(request);
    for (int i = forwarded.size() - 1; i >= 0 && isProxy(caller); i--) {
      caller = forwarded.get(i);
    }
    return caller;
  }

  private static List<String> forwarded(Context request) {
    String header = String.join(",", Collections.list(request.req().getHeaders("X-Forwarded-For")));
    return Splitter.on(',').trimResults().omitEmptyStrings().splitToList(header);
  }

  /** Whether the browser's own connection is encrypted. */
  boolean isSecure(Context request) {
    return request.req().isSecure()
        || (sent(request) && "https".equalsIgnoreCase(request.header("X-Forwarded-Proto")));
  }

  private boolean isProxy(String text) {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    if (!InetAddresses.isInetAddress(bare)) {
      InetAddress lenient = NetworkAddress.parse(text);
      return lenient != null && holds(lenient);
    }
    return holds(InetAddresses.forString(bare));
  }

  private boolean holds(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.holds(address));
  }
}
