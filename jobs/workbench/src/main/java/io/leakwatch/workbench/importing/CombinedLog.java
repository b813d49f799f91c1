package io.leakwatch.workbench.importing;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The access log of Apache httpd, nginx and many others, in its combined or common form: an event
 * for every request. What other fields a server appends to a line is ignored.
 *
 * <p>The log knows no route templates, so an event's endpoint is the path without its query and its
 * target is the path with it, each at most {@value #LONGEST} characters. A request that was never
 * sent whole ({@code "-"}, bytes that are no HTTP) is skipped.
 */
final class CombinedLog implements LogFormat {

  static final int LONGEST = 512;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  /** What a page brings along, not what somebody asked to see. */
  private static final Set<String> STATIC =
      Set.of(
          "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico",
          "bmp", "woff", "woff2", "ttf", "otf", "eot", "mp3", "mp4", "webm");

  private final EventIds ids = new EventIds("web");
  private final Remarks remarks = new Remarks();
  private final Sources sources = new Sources(remarks);

  CombinedLog() {
    TrustedSchemas.trust(); // An event's builder fills in defaults through Avro's own reader.
  }

  @Override
  public List<EventKind> kinds() {
    return List.of(EventKind.API);
  }

  @Override
  public Remarks remarks() {
    return remarks;
  }

  @Override
  public Entry read(long number, String line) {
    AccessLine access;
    Instant at;
    try {
      access = AccessLine.parse(line);
      at = OffsetDateTime.parse(access.time(), TIME).toInstant();
    } catch (IllegalArgumentException fault) {
      return new Entry.Unreadable(fault.getMessage());
    } catch (DateTimeException fault) {
      return new Entry.Unreadable("its time is not like 17/May/2015:10:05:03 +0000");
    }
    return Request.parse(access.request())
        .<Entry>map(
            request ->
                new Entry.Events(List.of(event(ids.of(number, line, 0), at, access, request))))
        .orElseGet(Entry.Skipped::new);
  }

  /** A request line, such as {@code GET /users?page=2 HTTP/1.1}. */
  private record Request(String method, String target) {

    private static Optional<Request> parse(String line) {
      int space = line.indexOf(' ');
      if (space < 1 || !line.chars().limit(space).allMatch(c -> c >= 'A' && c <= 'Z')) {
        return Optional.empty();
      }
      int protocol = line.lastIndexOf(" HTTP/");
      String target = line.substring(space + 1, protocol > space ? protocol : line.length());
      return target.isBlank()
          ? Optional.empty()
          : Optional.of(new Request(line.substring(0, space), withoutHost(target)));
    }

    /** Proxies are asked for {@code http://host/path}. */
    private static String withoutHost(String target) {
      int scheme = target.indexOf("://");
      if (target.startsWith("/") || scheme < 0) {
        return target;
      }
      int path = target.indexOf('/', scheme + 3);
      return path < 0 ? "/" : target.substring(path);
    }

    private String path() {
      int query = target.indexOf('?');
      return query < 0 ? target : target.substring(0, query);
    }

    private Operation operation() {
      return switch (method) {
        case "GET", "HEAD" -> Operation.READ;
        case "POST", "PUT", "PATCH" -> Operation.WRITE;
        case "DELETE" -> Operation.DELETE;
        default -> Operation.OTHER;
      };
    }

    private ResourceKind resource() {
      String path = path();
      String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      return STATIC.contains(ending) || path.equals("/robots.txt")
          ? ResourceKind.OTHER
          : ResourceKind.POSTS;
    }
  }

  private ApiEvent event(String id, Instant at, AccessLine access, Request request) {
    boolean answered = access.status() >= 200 && access.status() < 300;
    return ApiEvent.newBuilder()
        .setEventId(id)
        .setOccurredAt(at)
        .setClientKind(ClientKind.ANONYMOUS)
        .setAccountId(Placeholders.accountOrNull(access.user(), remarks))
        .setIp(sources.address(access.host()))
        .setUserAgent(bounded(access.userAgent()))
        .setHttpMethod(bounded(request.method()))
        .setEndpoint(bounded(request.path()))
        .setOperation(request.operation())
        .setResource(request.resource())
        .setTargetId(bounded(request.target()))
        .setStatus(access.status())
        .setRecords(answered ? 1 : 0)
        .build();
  }

  private static String bounded(String text) {
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
