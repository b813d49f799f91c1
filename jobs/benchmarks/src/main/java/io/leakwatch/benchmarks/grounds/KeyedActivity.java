package io.leakwatch.benchmarks.grounds;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.Encryption;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** What members of {@link KeyedTraffic} do: scroll, look at friends, write to them, sign in. */
final class KeyedActivity {

  private static final int FRIENDS = 8;
  private static final int LIMIT = 3_600;
  private static final int APP_LIMIT = 18_000;
  private static final List<String> SCOPES =
      List.of("users.read", "follows.read", "posts.read", "posts.write", "dm.read", "dm.write");
  private static final List<DataClass> READ_METADATA =
      List.of(DataClass.MESSAGE_METADATA, DataClass.TIMESTAMP);

  /** Who does something, where, and when. */
  record Who(String eventId, Instant at, int account, boolean throughGateway, KeyedMembers all) {

    String id() {
      return all.account(account);
    }

    String address() {
      return throughGateway ? KeyedMembers.GATEWAY : all.home(account);
    }

    int operator() {
      return all.operator(account, throughGateway);
    }
  }

  /** A page of the platform's own client. */
  private enum Page {
    HOME("/2/timeline/home", Operation.LIST, ResourceKind.POSTS, 30),
    PROFILE("/2/users/:id", Operation.READ, ResourceKind.PROFILE, 1),
    FRIENDS_POSTS("/2/users/:id/posts", Operation.LIST, ResourceKind.POSTS, 20),
    FOLLOWERS("/1.1/followers/list", Operation.LIST, ResourceKind.FOLLOWERS, 25);

    final String endpoint;
    final Operation operation;
    final ResourceKind resource;
    final int records;

    Page(String endpoint, Operation operation, ResourceKind resource, int records) {
      this.endpoint = endpoint;
      this.operation = operation;
      this.resource = resource;
      this.records = records;
    }
  }

  private static final Page[] PAGES = Page.values();

  private final KeyedMembers members;
  private final SplittableRandom dice;

  KeyedActivity(KeyedMembers members, SplittableRandom dice) {
    this.members = members;
    this.dice = dice;
  }

  /** A page is loaded by the platform's own client. */
  ApiEvent ownCall(Who who) {
    Page page = PAGES[dice.nextInt(PAGES.length)];
    String friend = members.account(members.neighbour(who.account(), 1 + dice.nextInt(FRIENDS)));
    return new ApiEvent(
        who.eventId(),
        who.at(),
        members.ownClient(who.account()),
        ClientKind.FIRST_PARTY,
        who.id(),
        who.address(),
        members.userAgent(who.account()),
        members.session(who.account()),
        who.operator(),
        "GET",
        page.endpoint,
        false,
        LIMIT,
        page.operation,
        page.resource,
        page == Page.HOME ? null : friend,
        200,
        page.records,
        List.of(),
        List.of("posts.read"),
        SCOPES,
        null);
  }

  /** An app reads its user's own profile. */
  ApiEvent appCall(Who who) {
    return new ApiEvent(
        who.eventId(),
        who.at(),
        members.client(who.account()),
        ClientKind.THIRD_PARTY,
        who.id(),
        who.throughGateway() ? who.address() : members.server(who.account()),
        "okhttp/4.12.0",
        null,
        who.operator(),
        "GET",
        "/2/users/:id",
        false,
        APP_LIMIT,
        Operation.READ,
        ResourceKind.PROFILE,
        who.id(),
        200,
        1,
        List.of(),
        List.of("users.read"),
        List.of("users.read"),
        null);
  }

  /** A message to the next member or the one before; or its like, less often. */
  DmMetadataEvent message(Who who) {
    boolean toNext = dice.nextBoolean();
    int peer = members.neighbour(who.account(), toNext ? 1 : -1);
    double u = dice.nextDouble();
    DmKind kind =
        u < 0.7 ? DmKind.MESSAGE_SENT : u < 0.95 ? DmKind.METADATA_READ : DmKind.SUGGESTION_SHOWN;
    boolean isSuggestion = kind == DmKind.SUGGESTION_SHOWN;
    boolean isRead = kind == DmKind.METADATA_READ;
    return new DmMetadataEvent(
        who.eventId(),
        who.at(),
        kind,
        who.id(),
        members.account(peer),
        isSuggestion ? null : members.conversationWithNext(toNext ? who.account() : peer),
        members.ownClient(who.account()),
        who.address(),
        who.operator(),
        2,
        true,
        !isSuggestion,
        isSuggestion ? Integer.valueOf(5) : null,
        isSuggestion ? Encryption.UNKNOWN : Encryption.END_TO_END,
        isRead ? READ_METADATA : List.of(),
        isRead ? who.at().minusSeconds(600) : null,
        null,
        false,
        null,
        null);
  }

  /** A refreshed session, a login, or now and then a mistyped password. */
  LoginEvent login(Who who) {
    double u = dice.nextDouble();
    boolean fails = u >= 0.99;
    return new LoginEvent(
        who.eventId(),
        who.at(),
        u < 0.6 ? LoginAction.TOKEN_REFRESH : LoginAction.LOGIN,
        fails ? LoginOutcome.FAILURE : LoginOutcome.SUCCESS,
        fails ? FailureReason.BAD_CREDENTIAL : null,
        who.id(),
        who.address(),
        members.userAgent(who.account()),
        members.device(who.account()),
        fails ? null : members.session(who.account()),
        u < 0.6 ? LoginMethod.TOKEN : LoginMethod.PASSWORD,
        false,
        members.place(who.account()),
        who.operator());
  }
}
