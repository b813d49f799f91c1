package io.leakwatch.workbench.importing.web;

import io.leakwatch.detection.words.Cut;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.TrustedSchemas;
import io.leakwatch.workbench.importing.lines.Entry;
import io.leakwatch.workbench.importing.lines.EventIds;
import io.leakwatch.workbench.importing.lines.LogFormat;
import io.leakwatch.workbench.importing.lines.Placeholders;
import io.leakwatch.workbench.importing.lines.Remark;
import io.leakwatch.workbench.importing.lines.Remarks;
import io.leakwatch.workbench.importing.lines.Sources;
import io.leakwatch.workbench.importing.lines.TimeLine;
import io.leakwatch.workbench.importing.lines.WrittenTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The access log of Apache httpd, nginx and many others, in its combined or common form: a call for
 * every request, and a login for every request that is an attempt at one.
 *
 * <p>{@link WebPaths} says whose data a path holds. Of any other path, the endpoint is the path
 * without its query and the target is the path with it, each at most {@value #LONGEST} characters.
 * A request that was never sent whole ({@code "-"}, bytes that are no HTTP) is skipped.
 */
public final class CombinedLog implements LogFormat {

  public static final int LONGEST = 512;

  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY_REQUESTS = 429;

  /** What a page brings along, not what somebody asked to see. */
  private static final Set<String> STATIC =
      Set.of(
          "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico",
          "bmp", "woff", "woff2", "ttf", "otf", "eot", "mp3", "mp4", "webm");

  private final EventIds ids = new EventIds("web");
  private final Remarks remarks = new Remarks();
  private final Sources sources = new Sources(remarks);
  private final WebPaths paths;
  private final Proxies proxies;
  private final ZoneId zone;
  private final TimeLine timeLine;

  public CombinedLog(Clock clock, WebPaths paths, Proxies proxies) {
    TrustedSchemas.trust(); // An event's builder fills in defaults through Avro's own reader.
    this.paths = paths;
    this.proxies = proxies;
    this.zone = clock.zone();
    this.timeLine = new TimeLine(clock);
  }

  @Override
  public List<EventKind> kinds() {
    return List.of(EventKind.API, EventKind.LOGIN);
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
      at =
          WrittenTime.read(access.time() + " ", zone)
              .map(time -> timeLine.moment("", time))
              .orElseThrow(() -> new DateTimeException("no time"));
    } catch (DateTimeException fault) {
      return new Entry.Unreadable("its time is not like 17/May/2015:10:05:03 +0000");
    } catch (IllegalArgumentException fault) {
      return new Entry.Unreadable(fault.getMessage());
    }
    Optional<WebRequest> request = WebRequest.parse(access.request());
    if (request.isEmpty()) {
      remarks.skipped("requests that are no HTTP");
      return new Entry.Skipped();
    }
    return new Entry.Events(events(ids.of(number, line, 0), at, access, request.get()));
  }

  private List<SpecificRecordBase> events(
      String id, Instant at, AccessLine access, WebRequest request) {
    String source = source(access);
    List<SpecificRecordBase> events = new ArrayList<>(2);
    events.add(call(id, at, access, request, source));
    LoginOutcome outcome = login(access, request);
    if (outcome == LoginOutcome.UNKNOWN) {
      remarks.count(Remark.UNDECIDED);
    } else if (outcome != null) {
      events.add(login(id + "-login", at, access, outcome, source));
    }
    return events;
  }

  private String source(AccessLine access) {
    List<String> seen = access.sources();
    boolean isBehindProxy =
        !access.appended().isEmpty() && seen.stream().allMatch(proxies::isProxy);
    List<String> forwarded = isBehindProxy ? access.appended() : seen;
    if (isBehindProxy || forwarded.size() > 1) {
      remarks.count(Remark.FORWARDED);
    }
    return sources.address(forwarded.isEmpty() ? null : proxies.caller(forwarded));
  }

  private ApiEvent call(
      String id, Instant at, AccessLine access, WebRequest request, String source) {
    boolean answered = access.status() >= 200 && access.status() < 300;
    Optional<WebPaths.Read> read =
        request.operation() == Operation.READ && !request.endsLike(STATIC)
            ? paths.read(request.parts(), request.query())
            : Optional.empty();
    return ApiEvent.newBuilder()
        .setEventId(id)
        .setOccurredAt(at)
        .setClientKind(ClientKind.ANONYMOUS)
        .setAccountId(bounded(Placeholders.accountOrNull(access.user(), remarks)))
        .setIp(source)
        .setUserAgent(bounded(access.userAgent()))
        .setHttpMethod(bounded(request.method()))
        .setEndpoint(bounded(read.map(WebPaths.Read::endpoint).orElseGet(request::path)))
        .setOperation(request.operation())
        .setResource(read.map(WebPaths.Read::resource).orElseGet(() -> resource(request)))
        .setTargetId(bounded(read.map(CombinedLog::person).orElseGet(request::target)))
        .setStatus(access.status())
        .setRecords(answered ? 1 : 0)
        .build();
  }

  /** A mailbox is the same person in upper and lower case. */
  private static String person(WebPaths.Read read) {
    return read.person().indexOf('@') > 0 ? read.person().toLowerCase(Locale.ROOT) : read.person();
  }

  private static ResourceKind resource(WebRequest request) {
    return request.endsLike(STATIC) || request.path().equals("/robots.txt")
        ? ResourceKind.OTHER
        : ResourceKind.POSTS;
  }

  /** Null where the request is no attempt to log in. */
  private LoginOutcome login(AccessLine access, WebRequest request) {
    Optional<LoginOutcome> byForm =
        paths.login(request.method(), request.parts(), request.query(), access.status());
    return byForm.orElse(
        access.status() == UNAUTHORIZED && access.user() != null ? LoginOutcome.FAILURE : null);
  }

  private LoginEvent login(
      String id, Instant at, AccessLine access, LoginOutcome outcome, String source) {
    FailureReason reason = access.status() == TOO_MANY_REQUESTS ? FailureReason.BLOCKED : null;
    return new LoginEvent(
        id,
        at,
        LoginAction.LOGIN,
        outcome,
        reason,
        Placeholders.account(access.user(), remarks),
        source,
        bounded(access.userAgent()),
        null,
        null,
        LoginMethod.PASSWORD,
        false,
        null,
        null);
  }

  private static String bounded(String text) {
    return text == null ? null : Cut.to(LONGEST, text);
  }
}
