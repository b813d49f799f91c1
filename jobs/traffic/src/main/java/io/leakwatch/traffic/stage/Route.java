package io.leakwatch.traffic.stage;

import static io.leakwatch.schemas.DataClass.CONTACT_GRAPH;
import static io.leakwatch.schemas.DataClass.EMAIL;
import static io.leakwatch.schemas.DataClass.IP_ADDRESS;
import static io.leakwatch.schemas.DataClass.LOCATION;
import static io.leakwatch.schemas.DataClass.MESSAGE_METADATA;
import static io.leakwatch.schemas.DataClass.PHONE;
import static io.leakwatch.schemas.DataClass.TIMESTAMP;

import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import java.util.List;

/** The platform's endpoints, each with what it gives and asks for. */
@SuppressWarnings("ImmutableEnumChecker") // every list is from List.of
public enum Route {
  PROFILE("GET", "/2/users/:id", Operation.READ, ResourceKind.PROFILE, 900, "users.read"),
  OWN_PROFILE(
      "GET",
      "/2/account/profile",
      Operation.READ,
      ResourceKind.PROFILE,
      900,
      "users.read",
      EMAIL,
      PHONE),
  FOLLOWERS(
      "GET",
      "/1.1/followers/list",
      Operation.LIST,
      ResourceKind.FOLLOWERS,
      900,
      "follows.read",
      CONTACT_GRAPH),
  CONTACTS(
      "GET",
      "/2/users/:id/contacts",
      Operation.LIST,
      ResourceKind.CONTACTS,
      900,
      "follows.read",
      CONTACT_GRAPH),
  LOOK_UP(
      "GET",
      "/2/users/lookup",
      Operation.SEARCH,
      ResourceKind.CONTACTS,
      900,
      "follows.read",
      CONTACT_GRAPH,
      PHONE),
  UPLOAD_CONTACTS(
      "POST",
      "/2/contacts/upload",
      Operation.WRITE,
      ResourceKind.CONTACTS,
      100,
      "follows.read",
      CONTACT_GRAPH),
  DM_METADATA(
      "GET",
      "/2/dm/:id/metadata",
      Operation.READ,
      ResourceKind.DM_METADATA,
      900,
      "dm.read",
      MESSAGE_METADATA,
      TIMESTAMP),
  SUGGESTIONS(
      "GET",
      "/2/users/suggestions",
      Operation.LIST,
      ResourceKind.SUGGESTIONS,
      300,
      "users.read",
      CONTACT_GRAPH),
  ACCOUNT_EXPORT(
      "POST",
      "/2/account/export",
      Operation.EXPORT,
      ResourceKind.PROFILE,
      10,
      "users.read",
      EMAIL,
      PHONE,
      MESSAGE_METADATA),
  HOME("GET", "/2/timeline/home", Operation.LIST, ResourceKind.POSTS, 900, "posts.read"),
  USER_POSTS("GET", "/2/users/:id/posts", Operation.LIST, ResourceKind.POSTS, 1500, "posts.read"),
  POST("GET", "/2/posts/:id", Operation.READ, ResourceKind.POSTS, 3000, "posts.read"),
  SEARCH("GET", "/2/search", Operation.SEARCH, ResourceKind.POSTS, 450, "posts.read"),
  MEDIA("GET", "/media/:id", Operation.READ, ResourceKind.STORAGE_OBJECT, null, "posts.read"),
  OBJECT(
      "GET",
      "/storage/:bucket/:key",
      Operation.READ,
      ResourceKind.STORAGE_OBJECT,
      null,
      "posts.read"),
  OBJECTS(
      "GET", "/storage/:bucket", Operation.LIST, ResourceKind.STORAGE_OBJECT, null, "posts.read"),
  FEED("GET", "/feeds/public.rss", Operation.READ, ResourceKind.POSTS, null, "posts.read"),
  BADGE("GET", "/2/widgets/badge", Operation.READ, ResourceKind.OTHER, null, "posts.read"),
  HEALTH("GET", "/health", Operation.OTHER, ResourceKind.OTHER, null, "posts.read"),
  PRESENCE("POST", "/2/presence", Operation.WRITE, ResourceKind.OTHER, null, "posts.read"),
  EXPORT(
      "GET",
      "/2/exports/:id",
      Operation.EXPORT,
      ResourceKind.OTHER,
      120,
      "data.export",
      EMAIL,
      TIMESTAMP,
      CONTACT_GRAPH,
      MESSAGE_METADATA),
  LOCATIONS(
      "GET",
      "/2/users/:id/locations",
      Operation.LIST,
      ResourceKind.OTHER,
      300,
      "places.read",
      LOCATION,
      TIMESTAMP),
  ACCESS_LOG(
      "GET",
      "/internal/access-log/:day",
      Operation.READ,
      ResourceKind.OTHER,
      300,
      "logs.read",
      IP_ADDRESS,
      TIMESTAMP),
  LOG_ARCHIVE(
      "GET",
      "/internal/archive/:object",
      Operation.READ,
      ResourceKind.STORAGE_OBJECT,
      300,
      "logs.read",
      IP_ADDRESS,
      MESSAGE_METADATA,
      TIMESTAMP),
  LIKE("POST", "/2/posts/:id/likes", Operation.WRITE, ResourceKind.POSTS, 300, "posts.write"),
  WRITE_POST("POST", "/2/posts", Operation.WRITE, ResourceKind.POSTS, 100, "posts.write");

  private static final List<String> EVERYTHING =
      List.of(
          "users.read",
          "follows.read",
          "posts.read",
          "posts.write",
          "dm.read",
          "dm.write",
          "places.read",
          "data.export",
          "logs.read");

  final String method;
  final String path;
  final Operation operation;
  final ResourceKind resource;
  final List<String> scopes;
  final List<DataClass> dataClasses;
  private final List<String> thirdPartyScopes;
  private final Integer memberLimit;
  private final Integer appLimit;
  private final Integer addressLimit;

  Route(
      String method,
      String path,
      Operation operation,
      ResourceKind resource,
      Integer limit,
      String scope,
      DataClass... dataClasses) {
    this.method = method;
    this.path = path;
    this.operation = operation;
    this.resource = resource;
    this.scopes = List.of(scope);
    this.dataClasses = List.of(dataClasses);
    this.thirdPartyScopes = scope.equals("users.read") ? this.scopes : List.of("users.read", scope);
    this.memberLimit = limit == null ? null : Integer.valueOf(limit * 4);
    this.appLimit = limit == null ? null : Integer.valueOf(limit * 20);
    this.addressLimit = limit == null ? null : Integer.valueOf(limit * 10);
  }

  /** Limit in force, calls per 15 minutes; null for none. An app's is shared by its accounts. */
  Integer limitFor(ClientKind kind) {
    return switch (kind) {
      case FIRST_PARTY -> memberLimit;
      case THIRD_PARTY -> appLimit;
      case ANONYMOUS -> addressLimit;
    };
  }

  List<String> scopesAskedOf(ClientKind kind) {
    return kind == ClientKind.ANONYMOUS ? List.of() : scopes;
  }

  List<String> scopesGrantedTo(ClientKind kind) {
    return switch (kind) {
      case FIRST_PARTY -> EVERYTHING;
      case THIRD_PARTY -> thirdPartyScopes;
      case ANONYMOUS -> List.of();
    };
  }
}
