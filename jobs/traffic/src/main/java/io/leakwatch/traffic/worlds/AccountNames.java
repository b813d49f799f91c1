package io.leakwatch.traffic.worlds;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.Label;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.world.Dice;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Accounts have other names, everywhere, in objects' names too. No two accounts get the same. What
 * somebody types who has no account here stays what it was, or gets a mail provider.
 */
final class AccountNames implements Scribe {

  /** What accounts are called. */
  enum Form {
    UUIDS,
    EMAILS,
    NUMBERS
  }

  private static final Pattern ACCOUNT = Pattern.compile("(u|partner-)(\\d+)");
  private static final Pattern WITHIN_A_PATH = Pattern.compile("\\bu\\d{8,}\\b");
  private static final List<String> FIRST =
      List.of("ada", "bea", "carl", "dora", "emil", "fay", "gus", "ida", "jo", "kim", "lou", "mia");
  private static final List<String> PROVIDERS =
      List.of("mail.example", "post.example", "letters.example", "campus.example");

  private static final double CAPITALS = 0.08;

  private final Form form;
  private final long seed;

  AccountNames(Form form, long seed) {
    this.form = form;
    this.seed = seed;
  }

  @Override
  public void see(SimulatedEvent event, Consumer<SimulatedEvent> written) {
    if (event.record() instanceof LoginEvent login) {
      login.put("account_id", asTyped(named(login.getAccountId()), login));
    } else if (event.record() instanceof ApiEvent call) {
      call.put("account_id", named(call.getAccountId()));
      call.put("target_id", target(call.getTargetId()));
    } else if (event.record() instanceof DmMetadataEvent dm) {
      dm.put("actor_id", named(dm.getActorId()));
      dm.put("peer_id", named(dm.getPeerId()));
    }
    written.accept(event);
  }

  @Override
  public Label label(Label label) {
    boolean isAccount = label.subjectType() == SubjectType.ACCOUNT;
    return isAccount ? label.about(named(label.subjectId())) : label;
  }

  /** Targets are accounts, objects that belong to one, or other things. */
  private String target(String id) {
    if (id == null || ACCOUNT.matcher(id).matches()) {
      return named(id);
    }
    return WITHIN_A_PATH.matcher(id).replaceAll(found -> named(found.group()));
  }

  private String named(String id) {
    if (id == null) {
      return null;
    }
    Matcher account = ACCOUNT.matcher(id);
    boolean exists = account.matches();
    return switch (form) {
      case UUIDS -> exists ? uuid(id) : id;
      case EMAILS -> exists ? email(account) : id + "@" + PROVIDERS.get(0);
      case NUMBERS -> exists ? account.group(2) : id;
    };
  }

  /** Random, version 4, in looks. */
  private String uuid(String id) {
    long number = Long.parseLong(id.replaceAll("\\D", ""));
    long lower = (Dice.mix(number ^ Dice.mix(seed)) >>> 2) | 0x8000_0000_0000_0000L;
    long upper = (Dice.mix(Dice.mix(number + id.charAt(0)) ^ seed) & ~0xF000L) | 0x4000L;
    return new UUID(upper, lower).toString();
  }

  private String email(Matcher account) {
    Dice dice = Dice.of(seed, account.group().hashCode());
    return dice.pick(FIRST) + "." + account.group(2) + "@" + dice.pick(PROVIDERS);
  }

  /** Now and then a telephone's keyboard begins a name with a capital. */
  private String asTyped(String name, LoginEvent login) {
    boolean typed =
        login.getAction() == LoginAction.LOGIN
            || login.getAction() == LoginAction.PASSWORD_RESET_REQUEST;
    Dice dice = Dice.of(seed, login.getEventId().hashCode());
    return form == Form.EMAILS && typed && dice.chance(CAPITALS)
        ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)
        : name;
  }
}
